#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders templates.txt (a template a line) and the ones below with Jinja2 itself and writes language.json:
{"variables": {...}, "cases": [[template, text or null where it raises], ...]}. Needs python3-jinja2 3.1.

The environment is the one of the reference: immutable sandbox, trim_blocks, lstrip_blocks, loop controls, a tojson
without HTML escaping, raise_exception, strftime_now (at the fixed time below) and the generation tag."""
import datetime
import json
import pathlib

from jinja2 import exceptions, nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

HERE = pathlib.Path(__file__).parent
CLOCK = datetime.datetime(2026, 11, 23, 9, 5, 0)


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_print"), [], [], body).set_lineno(line)

    def _print(self, caller):
        return caller()


def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise exceptions.TemplateError(message)


ENVIRONMENT = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
ENVIRONMENT.filters["tojson"] = to_json
ENVIRONMENT.globals["raise_exception"] = raise_exception
ENVIRONMENT.globals["strftime_now"] = CLOCK.strftime

CALL = {"function": {"name": "f", "arguments": {"b": 1, "a": [1, 2.5, None, True]}}}
VARIABLES = {
    "messages": [
        {"role": "system", "content": "S"},
        {"role": "user", "content": " h\u00e9\U0001f600llo\n"},
        {"role": "assistant", "content": None, "tool_calls": [CALL]},
    ],
    "s": "Hello World",
    "u": "\u00c0\u00c9\u00df \u0149 stra\u00dfe \u0391\u03a3",
    "n": None, "t": True, "f": False, "i": 7, "x": 2.5, "big": 10**15, "l": [3, 1, 2],
    "d": {"b": 1, "a": "x", "items": "K"},
    "e": [], "nested": [[1, 2], [3, [4]]], "html": "<b>a & 'b' \"c\"</b>",
    "users": [{"n": "b", "a": 2}, {"n": "A", "a": 1}, {"n": "a", "a": 3}],
    "long": "The quick brown fox jumps-over the lazy dog and runs away. " * 3,
    "ml": "a\n\nb\n c", "empty": "", "bos_token": "<s>",
}

# With line breaks of their own.
MORE = [
    "  {% if t %}  \n  a\n  {% endif %}  \nb\n",
    "{%- if t -%}   x   {%- endif -%}   y\n\n",
    "  {%+ if t +%}\n x{% endif %}\n",
    "a  {%- set x = 1 %}  b{{- ' c' -}}  d {{ 1 -}}\n e",
    "{#- c -#}  x {# c #}\ny",
    "x\n   {# c #}   \n y",
    "a\r\nb\rc\n\n",
    "{% for x in l %}\n  {{ x }}\n{% endfor %}\n",
    "{% raw %}\n  {{ x }}\n  {% endraw %}\nz",
    "  {% raw -%}\n  {{ x }}\n  {%- endraw +%}\nz",
    "{{ 'a' }}\n\n{{ 'b' }}\n",
    "   {{ 1 }}\n  {% set x = 2 %}\n  {{ x }}",
    "{% if t %}\n\n  x\n\n{% endif %}",
    "\n{% if t %}\ny{% endif %}",
    "{{ '''a''' }}",
    "{% set x -%}  a  {%- endset %}[{{ x }}]",
    "a{% if t %} {% endif %}b",
    "{%if t%}x{%endif%}",
    "{{1}}{{2}}",
    "{{ {'a':1}.a }}{{ {'a':{'b':2}}['a'].b }}",
    "{% if t: %}x{% endif %}",
    "{{ 'x' }}  \n  {%- if t %}\n y{% endif %}",
    "  {#- x #}\n  z",
    "  {%- raw %} a {% endraw %}",
    "{{ 1 }}\n{#- a -#}\n{{ 2 }}",
    "{% for i in [1,2,3] -%}\n  {{ i }},\n{%- endfor %}",
    "abc\\n{{ 'q' }}",
    "{ { } } {% raw %}{%{% endraw %} {x}",
    "{{ \"a\nb\" }}",
    "{% set a = 1 -%}\n\n\n x",
    "\t{% if t %}\t\nq\t{% endif %}\t\n",
]


def render(template):
    try:
        return ENVIRONMENT.from_string(template).render(**VARIABLES)
    except Exception:
        return None


def main():
    templates = (HERE / "templates.txt").read_text(encoding="utf-8").splitlines() + MORE
    document = {"variables": VARIABLES, "cases": [[template, render(template)] for template in templates]}
    with open(HERE / "language.json", "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=True, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
