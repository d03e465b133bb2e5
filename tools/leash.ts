// Preloaded into every program that `npm start` starts. When the starter is killed outright, its channel closes and
// the program ends too; without this, a second `npm start` would find every port taken by programs nobody owns.
process.channel?.unref()
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 10_000).unref()
})
