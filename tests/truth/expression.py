"""Arithmetic as figures print it, evaluated with exact fractions."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

TOKEN = re.compile(r"\s*(?:([0-9.]+(?:e-?[0-9]+)?)|([A-Za-z_]\w*)|(.))")
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "floor": lambda x: Fraction(math.floor(x)),
    "ceil": lambda x: Fraction(math.ceil(x)),
    "max": lambda *each: max(each),
    "min": lambda *each: min(each),
}


class NotArithmetic(ValueError):  # noqa: N818
    """A text that is not an expression."""


def value_of(text: str, letters: Mapping[str, int | Fraction] | None = None) -> Fraction:
    """Return the value of an expression: numbers, letters, + - · * / (), floor, ceil, max and min.

    A letter next to a bracket or to another letter is multiplied: ``2p``, ``d(k - 1)``.

    Raises
    ------
    NotArithmetic: anything else.
    """
    text = text.replace("−", "-").replace("·", "*")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    tokens = [match.group().strip() for match in TOKEN.finditer(text) if match.group().strip()]
    parser = _Parser(tokens, letters or {})
    value = parser.sum()
    if parser.left:
        raise NotArithmetic(text)
    return value


class _Parser:
    def __init__(self, tokens: list[str], letters: Mapping[str, int | Fraction]) -> None:
        self.left = tokens[::-1]
        self.letters = letters

    def peek(self) -> str:
        return self.left[-1] if self.left else ""

    def take(self, wanted: str = "") -> str:
        if not self.left or (wanted and self.left[-1] != wanted):
            raise NotArithmetic(f"{wanted} is missing")
        return self.left.pop()

    def sum(self) -> Fraction:
        sign = -1 if self.peek() == "-" and self.take() else 1
        total = sign * self.product()
        while self.peek() in ("+", "-"):
            total += self.product() if self.take() == "+" else -self.product()
        return total

    def product(self) -> Fraction:
        total = self.factor()
        while self.peek() in ("*", "/") or self.peek() == "(" or self._is_name(self.peek()):
            if self.peek() == "/":
                self.take()
                total /= self.factor()
            else:
                if self.peek() == "*":
                    self.take()
                total *= self.factor()
        return total

    def _is_name(self, token: str) -> bool:
        return bool(re.fullmatch(r"[A-Za-z_]\w*", token))

    def factor(self) -> Fraction:
        token = self.take()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.sum()
            self.take(")")
            return value
        if token in FUNCTIONS:
            self.take("(")
            arguments = [self.sum()]
            while self.peek() == ",":
                self.take()
                arguments.append(self.sum())
            self.take(")")
            return FUNCTIONS[token](*arguments)
        if self._is_name(token):
            if token not in self.letters:
                raise NotArithmetic(token)
            return Fraction(self.letters[token])
        try:
            return Fraction(token)
        except ValueError:
            raise NotArithmetic(token) from None
