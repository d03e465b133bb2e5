import type { CountryCode } from './catalogue.ts'
import type { Random } from './random.ts'

interface Names {
  given: readonly string[]
  family: readonly string[]
}

const list = (words: string): string[] => words.split(',').map((word) => word.trim())

const english: Names = {
  given: list(
    'Amelia,Bilal,Chloe,Desmond,Esther,Farah,Graham,Hana,Imogen,Jasper,Keira,Lewis,Maeve,Niall,Olive,Patrick,Ruth,Samir,Tamsin,Vikram',
  ),
  family: list(
    'Ashdown,Barrowclough,Chaudhry,Dunmore,Eastlake,Fairhurst,Garrick,Hollis,Iqbal,Jessop,Kavanagh,Lockhart,Mwangi,Norbury,O’Shea,Pemberton,Quigley,Radcliffe,Stannard,Thackray',
  ),
}
const german: Names = {
  given: list(
    'Anke,Björn,Claudia,Dietmar,Esra,Friederike,Günter,Hülya,Ilka,Jürgen,Katrin,Lars,Mirjam,Nils,Petra,Sören,Ulrike,Yusuf',
  ),
  family: list(
    'Altmann,Brückner,Çelik,Dörfler,Eberhardt,Falk,Grünewald,Hoyer,Jansen,Köhler,Lindner,Möbius,Nowak,Preuß,Reinhold,Schäfer,Thalheim,Vogt',
  ),
}
const french: Names = {
  given: list(
    'Agnès,Benoît,Camille,Djamila,Élodie,François,Gaëlle,Hélène,Idris,Jérôme,Léa,Mathieu,Noémie,Océane,Rémi,Solène',
  ),
  family: list(
    'Arnaud,Beaulieu,Charpentier,Diallo,Estève,Fournier,Guérin,Hamel,Joubert,Lefèvre,Marchand,Noiret,Pelletier,Renaud,Sénéchal,Vasseur',
  ),
}
const italian: Names = {
  given: list(
    'Alessia,Bruno,Chiara,Davide,Elena,Fabrizio,Giada,Ilario,Lucia,Matteo,Niccolò,Ornella,Pietro,Rosalba,Simone,Zeno',
  ),
  family: list(
    'Amadori,Bellucci,Cattaneo,D’Angelo,Esposito,Fontana,Galli,Lombardi,Mancuso,Nardi,Orsini,Pellegrini,Quaranta,Rinaldi,Santoro,Vitale',
  ),
}
const spanish: Names = {
  given: list(
    'Adriana,Begoña,Carlos,Dolores,Emilio,Fátima,Gonzalo,Inés,Joaquín,Lucía,Martín,Nuria,Óscar,Pilar,Raúl,Ximena',
  ),
  family: list(
    'Aguirre,Benítez,Castaño,Delgado,Echeverría,Figueroa,Gallardo,Hinojosa,Ibáñez,Luján,Muñoz,Ordóñez,Pacheco,Quiroga,Robledo,Zúñiga',
  ),
}
const portuguese: Names = {
  given: list('Beatriz,Caio,Débora,Estêvão,Flávia,Gustavo,Helena,João,Larissa,Mariana,Otávio,Renata'),
  family: list(
    'Andrade,Barbosa,Conceição,Drummond,Esteves,Fonseca,Gonçalves,Magalhães,Nóbrega,Peixoto,Queiroz,Siqueira',
  ),
}
const dutch: Names = {
  given: list('Anouk,Bram,Daan,Eline,Femke,Gijs,Hanneke,Joost,Maartje,Niels,Saskia,Thijs'),
  family: list(
    'van den Akker,de Bruin,Dijkstra,Hoekstra,Jansma,Kuipers,Meulenbelt,van Rijn,Schouten,Terpstra,Visser,de Wit',
  ),
}
const swedish: Names = {
  given: list('Åsa,Birgitta,Elias,Freja,Gunnar,Ingrid,Jonas,Linnéa,Mårten,Nora,Signe,Torbjörn'),
  family: list('Ahlgren,Björklund,Dahlström,Ekberg,Forsström,Hägglund,Lindgren,Nyström,Öberg,Sjögren,Wallin,Åkesson'),
}
const polish: Names = {
  given: list('Agnieszka,Bartosz,Dominika,Elżbieta,Grzegorz,Justyna,Łukasz,Małgorzata,Paweł,Róża,Stanisław,Zofia'),
  family: list('Adamczyk,Bąk,Cieślak,Dąbrowski,Górecki,Jabłońska,Kowalczyk,Łukasik,Mazurek,Pawlak,Sikora,Żuk'),
}
const japanese: Names = {
  given: list('Aiko,Daichi,Emi,Haruto,Kaori,Kenji,Mei,Naoki,Rina,Shōta,Yui,Yūto'),
  family: list('Aoyama,Hasegawa,Inoue,Kanda,Matsuda,Nakagawa,Ōtani,Sakamoto,Shimizu,Takahashi,Ueda,Yoshida'),
}
const indian: Names = {
  given: list('Aarav,Bhavna,Divya,Farhan,Ishaan,Kavitha,Lakshmi,Manoj,Neha,Priya,Rohan,Sunita,Tara,Vivek'),
  family: list(
    'Agarwal,Banerjee,Chandran,Deshmukh,Gupta,Iyer,Joshi,Krishnan,Malhotra,Nair,Pillai,Raman,Sharma,Venkatesan',
  ),
}

const namesIn: Readonly<Record<CountryCode, Names>> = {
  US: english,
  CA: english,
  MX: spanish,
  BR: portuguese,
  GB: english,
  IE: english,
  DE: german,
  AT: german,
  CH: german,
  FR: french,
  IT: italian,
  ES: spanish,
  NL: dutch,
  SE: swedish,
  PL: polish,
  JP: japanese,
  AU: english,
  IN: indian,
}
const everywhere = Object.values(namesIn)

/** A person's name as it occurs in a country: four of five from there, the fifth from anywhere, as in real offices. */
export const personName = (random: Random, country: CountryCode): string => {
  const names = random.chance(0.8) ? namesIn[country] : random.pick(everywhere)
  return `${random.pick(names.given)} ${random.pick(names.family)}`
}

const folded: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', '’': '' }

/** Plain ASCII for addresses and domains: accents folded, everything else a dot or nothing. */
export const ascii = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[ßøłđæœı’]/g, (letter) => folded[letter]!)
    .normalize('NFD')
    .replace(/[^a-z0-9 .&-]/g, '')

/** `Jörg Petersen` at a domain: j.petersen@… */
export const addressOf = (name: string, domain: string): string => {
  const words = ascii(name)
    .replace(/[^a-z0-9 -]/g, '')
    .split(' ')
    .filter(Boolean)
  const [first = 'mail', ...rest] = words
  return `${rest.length === 0 ? first : `${first.slice(0, 1)}.${rest.join('')}`}@${domain}`
}

/** A domain of a company: its name without spaces, under the reserved `.example` (RFC 2606). */
export const domainOf = (name: string): string => `${ascii(name).replace(/[^a-z0-9]/g, '')}.example`
