/** A unit of measurement: `base = (value + shift) × factor`, where base is the first unit of its dimension below. */
export interface Unit {
  /** As a rule names it and an answer prints it; minds case. */
  readonly symbol: string;
  readonly dimension: string;
  readonly factor: number;
  /** Zero but for temperatures. */
  readonly shift: number;
  /** Other spellings; case does not matter. */
  readonly names: readonly string[];
}

type Entry = readonly [symbol: string, factor: number, names?: readonly string[], shift?: number];

// Factors are exact by definition: BIPM, The International System of Units, 9th edition, tables 4 and 8; inch, foot, yard, mile, pound, ounce, acre and
// psi after NIST SP 811, appendix B.8. Spellings in other scripts were not reviewed by native speakers.
const ENTRIES_BY_DIMENSION: Readonly<Record<string, readonly Entry[]>> = {
  length: [
    ['m', 1, ['metre', 'metres', 'meter', 'meters', 'मीटर', 'মিটার', 'ಮೀಟರ್', 'متر', '米']],
    ['nm', 1e-9, ['nanometre', 'nanometres', 'nanometer', 'nanometers']],
    ['µm', 1e-6, ['μm', 'micrometre', 'micrometres', 'micrometer', 'micrometers']],
    ['mm', 1e-3, ['millimetre', 'millimetres', 'millimeter', 'millimeters', 'मिमी', 'মিমি', 'ಮಿಮೀ', 'مم', '毫米']],
    ['cm', 1e-2, ['centimetre', 'centimetres', 'centimeter', 'centimeters', 'सेमी', 'সেমি', 'ಸೆಂಮೀ', 'سم', '厘米']],
    ['km', 1e3, ['kilometre', 'kilometres', 'kilometer', 'kilometers', 'किमी', 'কিমি', 'ಕಿಮೀ', 'كم', '公里', '千米']],
    ['inch', 0.0254, ['inches', 'in.', '″']],
    ['ft', 0.3048, ['foot', 'feet']],
    ['yd', 0.9144, ['yard', 'yards']],
    ['mi', 1609.344, ['mile', 'miles']],
    ['nmi', 1852, ['nautical mile', 'nautical miles']],
  ],
  mass: [
    ['kg', 1, ['kilogram', 'kilograms', 'kilogramme', 'kilogrammes', 'किग्रा', 'কেজি', 'ಕೆಜಿ', 'كغ', '公斤', '千克']],
    ['µg', 1e-9, ['μg', 'ug', 'mcg', 'microgram', 'micrograms']],
    ['mg', 1e-6, ['milligram', 'milligrams', 'मिग्रा', '毫克']],
    ['g', 1e-3, ['gram', 'grams', 'gramme', 'grammes', 'ग्राम', 'গ্রাম', 'ಗ್ರಾಂ', 'غرام', '克']],
    ['t', 1e3, ['tonne', 'tonnes', 'metric ton', 'metric tons', '吨']],
    ['oz', 0.028349523125, ['ounce', 'ounces']],
    ['lb', 0.45359237, ['lbs', 'pound', 'pounds']],
  ],
  time: [
    ['s', 1, ['sec', 'second', 'seconds', '秒']],
    ['ns', 1e-9, ['nanosecond', 'nanoseconds']],
    ['µs', 1e-6, ['μs', 'microsecond', 'microseconds']],
    ['ms', 1e-3, ['millisecond', 'milliseconds', '毫秒']],
    ['min', 60, ['minute', 'minutes', 'मिनट', 'মিনিট', 'ನಿಮಿಷ', '分钟']],
    ['h', 3600, ['hr', 'hrs', 'hour', 'hours', 'घंटे', 'ঘণ্টা', 'ಗಂಟೆ', '小时']],
    ['d', 86_400, ['day', 'days', 'दिन', 'দিন', 'ದಿನ', '天']],
    ['wk', 604_800, ['week', 'weeks']],
  ],
  temperature: [
    ['K', 1, ['kelvin', 'kelvins']],
    ['°C', 1, ['degrees celsius', 'degree celsius', 'celsius'], 273.15],
    ['°F', 5 / 9, ['degrees fahrenheit', 'degree fahrenheit', 'fahrenheit'], 459.67],
  ],
  area: [
    ['m²', 1, ['m2', 'm^2', 'square metres', 'square metre', 'square meters', 'square meter', '平方米']],
    ['cm²', 1e-4, ['cm2', 'cm^2', 'square centimetres', 'square centimeters']],
    ['km²', 1e6, ['km2', 'km^2', 'square kilometres', 'square kilometers', '平方公里']],
    ['ha', 1e4, ['hectare', 'hectares']],
    ['acre', 4046.8564224, ['acres']],
  ],
  volume: [
    ['m³', 1, ['m3', 'm^3', 'cubic metres', 'cubic metre', 'cubic meters', 'cubic meter']],
    ['cm³', 1e-6, ['cm3', 'cm^3', 'cubic centimetres', 'cubic centimeters']],
    ['L', 1e-3, ['l', 'litre', 'litres', 'liter', 'liters', 'लीटर', 'লিটার', 'ಲೀಟರ್', 'لتر', '升']],
    ['mL', 1e-6, ['ml', 'millilitre', 'millilitres', 'milliliter', 'milliliters', '毫升']],
    ['cL', 1e-5, ['cl', 'centilitre', 'centilitres']],
    ['dL', 1e-4, ['dl', 'decilitre', 'decilitres']],
  ],
  speed: [
    ['m/s', 1, ['metres per second', 'meters per second']],
    ['km/h', 1 / 3.6, ['kmh', 'kph', 'kmph', 'kilometres per hour', 'kilometers per hour', '公里/小时']],
    ['mph', 0.44704, ['miles per hour']],
    ['kn', 1852 / 3600, ['knot', 'knots']],
  ],
  force: [
    ['N', 1, ['newton', 'newtons']],
    ['kN', 1e3, ['kilonewton', 'kilonewtons']],
  ],
  energy: [
    ['J', 1, ['joule', 'joules']],
    ['kJ', 1e3, ['kilojoule', 'kilojoules']],
    ['MJ', 1e6, ['megajoule', 'megajoules']],
    ['cal', 4.184, ['calorie', 'calories']],
    ['kcal', 4184, ['kilocalorie', 'kilocalories']],
    ['Wh', 3600, ['watt hour', 'watt hours']],
    ['kWh', 3.6e6, ['kilowatt hour', 'kilowatt hours', 'kilowatt-hours']],
    ['eV', 1.602176634e-19, ['electronvolt', 'electronvolts']],
  ],
  power: [
    ['W', 1, ['watt', 'watts']],
    ['mW', 1e-3, ['milliwatt', 'milliwatts']],
    ['kW', 1e3, ['kilowatt', 'kilowatts']],
    ['MW', 1e6, ['megawatt', 'megawatts']],
    ['GW', 1e9, ['gigawatt', 'gigawatts']],
  ],
  pressure: [
    ['Pa', 1, ['pascal', 'pascals']],
    ['hPa', 100, ['hectopascal', 'hectopascals']],
    ['kPa', 1e3, ['kilopascal', 'kilopascals']],
    ['MPa', 1e6, ['megapascal', 'megapascals']],
    ['bar', 1e5, ['bars']],
    ['mbar', 100, ['millibar', 'millibars']],
    ['atm', 101_325, ['atmosphere', 'atmospheres']],
    ['psi', 6894.757293168361, ['pounds per square inch']],
  ],
  frequency: [
    ['Hz', 1, ['hertz']],
    ['kHz', 1e3, ['kilohertz']],
    ['MHz', 1e6, ['megahertz']],
    ['GHz', 1e9, ['gigahertz']],
  ],
  voltage: [
    ['V', 1, ['volt', 'volts']],
    ['mV', 1e-3, ['millivolt', 'millivolts']],
    ['kV', 1e3, ['kilovolt', 'kilovolts']],
  ],
  current: [
    ['A', 1, ['ampere', 'amperes', 'amp', 'amps']],
    ['mA', 1e-3, ['milliampere', 'milliamperes']],
  ],
  resistance: [
    ['Ω', 1, ['ohm', 'ohms']],
    ['kΩ', 1e3, ['kilohm', 'kilohms', 'kiloohm', 'kiloohms']],
    ['MΩ', 1e6, ['megohm', 'megohms']],
  ],
  angle: [
    ['rad', 1, ['radian', 'radians']],
    ['°', Math.PI / 180, ['deg', 'degree', 'degrees']],
  ],
  data: [
    ['bit', 1, ['bits']],
    ['kbit', 1e3, ['kilobit', 'kilobits']],
    ['Mbit', 1e6, ['megabit', 'megabits']],
    ['Gbit', 1e9, ['gigabit', 'gigabits']],
    ['B', 8, ['byte', 'bytes']],
    ['kB', 8e3, ['kilobyte', 'kilobytes']],
    ['MB', 8e6, ['megabyte', 'megabytes']],
    ['GB', 8e9, ['gigabyte', 'gigabytes']],
    ['TB', 8e12, ['terabyte', 'terabytes']],
    ['KiB', 8 * 1024, ['kibibyte', 'kibibytes']],
    ['MiB', 8 * 1024 ** 2, ['mebibyte', 'mebibytes']],
    ['GiB', 8 * 1024 ** 3, ['gibibyte', 'gibibytes']],
  ],
  share: [
    ['%', 0.01, ['percent', 'per cent', 'प्रतिशत', 'শতাংশ', '٪', '％']],
    ['‰', 0.001, ['per mille']],
  ],
  // Currencies have no fixed rate between them, so each is a dimension of its own.
  rupees: [['₹', 1, ['inr', 'rs', 'rs.', 'rupee', 'rupees', 'रुपये', 'রুপি', 'ರೂಪಾಯಿ']]],
  taka: [['৳', 1, ['bdt', 'taka', 'টাকা']]],
  dollars: [['$', 1, ['usd', 'dollar', 'dollars']]],
  euros: [['€', 1, ['eur', 'euro', 'euros']]],
  'pounds sterling': [['£', 1, ['gbp']]],
  yuan: [['¥', 1, ['cny', 'rmb', 'yuan', '元']]],
};

/** Every unit, by dimension. */
export const UNITS: readonly Unit[] = Object.entries(ENTRIES_BY_DIMENSION).flatMap(([dimension, entries]) =>
  entries.map(([symbol, factor, names = [], shift = 0]) => ({ symbol, dimension, factor, shift, names })),
);

/** Symbols that also stand before a number. */
export const PREFIX_SYMBOLS: readonly string[] = ['₹', '৳', '$', '€', '£', '¥'];

/** Finds a unit by its symbol, case and all; null when the table does not have it. */
export function findUnit(symbol: string): Unit | null {
  return UNITS.find((unit) => unit.symbol === symbol) ?? null;
}

/** A value in another unit of the same dimension, or null when the dimensions differ. */
export function convertUnit(value: number, from: Unit, to: Unit): number | null {
  if (from.dimension !== to.dimension) return null;
  if (from.symbol === to.symbol) return value;
  return ((value + from.shift) * from.factor) / to.factor - to.shift;
}
