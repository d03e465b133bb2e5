import { pathToFileURL } from 'node:url'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { FilesPlace } from './addresses.ts'

/**
 * Where documents are kept: a folder, or S3-compatible storage. Keys are made by us; a name that somebody typed never
 * becomes part of a path.
 */
export const openFiles = async (place: FilesPlace): Promise<Disk> => {
  if (place.kind === 'folder')
    return new Disk(new FSDriver({ location: pathToFileURL(`${place.path}/`), visibility: 'private' }))
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { bucket, endpoint, region } = place
  return new Disk(
    new S3Driver({
      bucket,
      region,
      visibility: 'private',
      supportsACL: false,
      ...(endpoint && { endpoint, forcePathStyle: true }),
    }),
  )
}

export type Files = Disk
