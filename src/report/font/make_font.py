#!/usr/bin/env python3
"""Build ZonecastSans-Regular.ttf.  Usage: make_font.py NotoSansSC_400Regular.ttf [OUT.ttf]
Needs fonttools (built with 4.x).  Reads tgh-2013.txt and extra-chars.txt beside it."""
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SYMBOLS = "≥≤<>±×÷–—…·•●○■□▲△▼▽◆◇★☆→←↑↓‰℃²³½αβσμΔ✓✗"
RANGES = [(0x20, 0x7E), (0xA0, 0xFF),            # ASCII, Latin-1
          (0x391, 0x3C9),                         # Greek
          (0x2010, 0x2027), (0x2030, 0x205E),     # general punctuation
          (0x2070, 0x209C), (0x20A0, 0x20BF),     # super/subscripts, currency
          (0x2100, 0x218B), (0x2190, 0x21FF),     # letterlike, number forms, arrows
          (0x2200, 0x22FF), (0x2460, 0x24FF),     # mathematics, enclosed numbers
          (0x2500, 0x27BF),                       # boxes, shapes, symbols, dingbats
          (0x3000, 0x303F), (0xFE30, 0xFE4F),     # CJK punctuation and vertical forms
          (0xFF01, 0xFF65), (0xFFE0, 0xFFE6)]     # full- and half-width forms


def gb2312():
    out = set()
    for hi in range(0xA1, 0xF8):
        for lo in range(0xA1, 0xFF):
            try:
                out.add(ord(bytes([hi, lo]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return out


def read(name):
    text = (HERE / name).read_text(encoding="utf-8")
    return {ord(c) for c in text if ord(c) >= 32}


def main(src, out):
    groups = {"GB2312": gb2312(), "tgh-2013": read("tgh-2013.txt"),
              "extra-chars": read("extra-chars.txt"), "symbols": set(map(ord, SYMBOLS))}
    want = set().union(*groups.values())
    for a, b in RANGES:
        want |= set(range(a, b + 1))
    font = TTFont(src, recalcTimestamp=False)
    have = set(font.getBestCmap())
    for name, chars in groups.items():
        miss = sorted(chars - have)
        print(f"{name}: {len(chars)} wanted, {len(miss)} not in source",
              " ".join(f"{chr(c)} U+{c:04X}" for c in miss))

    o = subset.Options()
    o.hinting = False
    o.layout_features = []
    o.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep"]
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    o.name_languages = [0x409]
    o.glyph_names = False
    o.notdef_outline = True
    o.prune_unicode_ranges = True
    o.recalc_bounds = True
    s = subset.Subsetter(o)
    s.populate(unicodes=want & have)
    s.subset(font)

    names = font["name"]
    version = names.getDebugName(5)
    for nid, value in {1: "ZonecastSans", 2: "Regular", 3: "2.004;NONE;ZonecastSans-Regular",
                       4: "ZonecastSans", 5: version.split(";")[0] + "; subset",
                       6: "ZonecastSans-Regular"}.items():
        names.setName(value, nid, 3, 1, 0x409)
    font["OS/2"].achVendID = "NONE"
    font.save(out)
    print(f"{out}: {Path(out).stat().st_size} bytes, {font['maxp'].numGlyphs} glyphs, "
          f"{len(font.getBestCmap())} characters, tables {' '.join(font.keys())}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else str(HERE / "ZonecastSans-Regular.ttf"))
