// Reads, checks and formats what people type into the card fields.

function digitsOf(text) {
  let digits = "";
  for (const character of text) {
    const code = character.codePointAt(0);
    if (code >= 0x30 && code <= 0x39) digits += character;
    else if (code >= 0x660 && code <= 0x669) digits += code - 0x660;
    else if (code >= 0x6f0 && code <= 0x6f9) digits += code - 0x6f0;
  }
  return digits;
}

const BRANDS = [
  ["amex", "American Express", /^3[47]/],
  ["visa", "Visa", /^4/],
  ["mastercard", "Mastercard", /^(5[1-5]|2[2-7])/],
  ["discover", "Discover", /^(6011|64[4-9]|65)/],
  ["jcb", "JCB", /^35/],
  ["diners", "Diners Club", /^3[068]/],
  ["unionpay", "UnionPay", /^62/],
];

function brandOf(number) {
  const found = BRANDS.find(([, , pattern]) => pattern.test(number));
  return found ? { id: found[0], name: found[1] } : { id: "unknown", name: "" };
}

function numberLength(number) {
  const brand = brandOf(number).id;
  if (brand === "amex") return 15;
  return brand === "diners" ? 14 : 16;
}

function grouped(number) {
  const sizes = brandOf(number).id === "amex" ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const parts = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= number.length) break;
    parts.push(number.slice(at, at + size));
    at += size;
  }
  return parts.join(" ");
}

function groupedExpiry(digits, isDeleting) {
  let month = digits.slice(0, 2);
  let rest = digits.slice(2, 4);
  if (month.length === 1 && month > "1") month = "0" + month;
  if (month.length < 2 || (isDeleting && !rest)) return month;
  return month + " / " + rest;
}

function passesLuhn(number) {
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    let digit = Number(number[number.length - 1 - place]);
    if (place % 2 === 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

function numberProblem(number) {
  if (number.length < numberLength(number)) return "incomplete_number";
  return passesLuhn(number) ? null : "invalid_number";
}

function expiryProblem(digits, now = new Date()) {
  if (digits.length < 4) return "incomplete_expiry";
  const month = Number(digits.slice(0, 2));
  const year = 2000 + Number(digits.slice(2, 4));
  if (month < 1 || month > 12) return "invalid_expiry_month";
  if (year < now.getFullYear()) return "invalid_expiry_year_past";
  const isPast = year === now.getFullYear() && month < now.getMonth() + 1;
  return isPast ? "invalid_expiry_month_past" : null;
}

function cvcProblem(cvc, number) {
  const wanted = brandOf(number).id === "amex" ? 4 : 3;
  return cvc.length < wanted ? "incomplete_cvc" : null;
}

// Browsers fill "12/2030" where "12 / 30" is meant.
function shortYear(digits) {
  return /^\d{2}20\d{2}$/.test(digits) ? digits.slice(0, 2) + digits.slice(4) : digits;
}

// Writes the formatted text and keeps the caret behind the same digit.
function reformat(input, format) {
  const caret = input.selectionStart === null ? input.value.length : input.selectionStart;
  const isAtEnd = caret >= input.value.length;
  const before = digitsOf(input.value.slice(0, caret)).length;
  const text = format(digitsOf(input.value));
  if (text === input.value) return;
  input.value = text;
  let place = text.length;
  if (!isAtEnd) {
    place = 0;
    for (let seen = 0; place < text.length && seen < before; place += 1) {
      if (/\d/.test(text[place])) seen += 1;
    }
  }
  if (input.getRootNode().activeElement === input) input.setSelectionRange(place, place);
}
