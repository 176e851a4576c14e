#!/usr/bin/env python3
"""The checks must fail where something is wrong: each planted fault is found, and the clean tree is not."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import check_layers
import check_tidy

CLEAN_HEADER = "// A thing.\n// SPDX-License-Identifier: AGPL-3.0-or-later\n#pragma once\n"
CLEAN = {"src/layers.txt": "base:\nmodel: base\n", "docs/words.md": "**Thing**\n", "src/base/a.h": CLEAN_HEADER,
         "src/model/b.h": CLEAN_HEADER + '#include "base/a.h"\nstruct Thing {\n};\n',
         "src/model/b.cc": '// SPDX-License-Identifier: AGPL-3.0-or-later\n#include "model/b.h"\n'}

FAULTS = {
    "an upward include": (check_layers, {"src/base/a.h": CLEAN_HEADER + '#include "model/b.h"\n'}),
    "a cycle of files": (check_layers, {"src/base/a.h": CLEAN_HEADER + '#include "base/c.h"\n',
                                        "src/base/c.h": CLEAN_HEADER + '#include "base/a.h"\n'}),
    "a folder without a line": (check_layers, {"src/extra/x.h": CLEAN_HEADER}),
    "a line that names what is below": (check_layers, {"src/layers.txt": "base: model\nmodel: base\n"}),
    "a long file": (check_tidy, {"src/base/a.cc": "// SPDX-License-Identifier: x\n" * 501}),
    "a long function": (check_tidy, {"src/base/a.cc": "// SPDX-License-Identifier: x\nint f() {\n" + "  g();\n" * 80 + "}\n"}),
    "a header without a comment": (check_tidy, {"src/base/a.h": "#pragma once\n// SPDX-License-Identifier: x\n"}),
    "a heavy header": (check_tidy, {"src/base/a.h": CLEAN_HEADER + "#include <iostream>\n"}),
    "a co_await in a condition": (check_tidy, {"src/base/a.cc": "// SPDX-License-Identifier: x\nif (co_await g()) h();\n"}),
    "an empty name": (check_tidy, {"src/base/a.h": CLEAN_HEADER + "struct TieManager {\n};\n"}),
    "a word that is not explained": (check_tidy, {"docs/words.md": ""}),
    "a dead header": (check_tidy, {"src/base/unused.h": CLEAN_HEADER}),
    "HTML made of text": (check_tidy, {"web/a.svelte": "<p>{@html name}</p>\n"}),
    "text put in as HTML": (check_tidy, {"web/a.ts": "node.innerHTML = name;\n"}),
    "a program made of text": (check_tidy, {"web/a.ts": "new Function(name)();\n"}),
    "SQL outside of the store": (check_tidy, {"src/base/a.cc": '// SPDX-License-Identifier: x\nf("SELECT a FROM b WHERE c=" + d);\n'}),
    "an id without its test": (check_tidy, {"docs/security-tests.md": "| D1 | `D1CutsSlowHeads` | slow heads |\n"}),
    "an id that names no test": (check_tidy, {"docs/security-tests.md": "| D1 | by hand | slow heads |\n"}),
    "an open end": (check_tidy, {"src/base/a.h": CLEAN_HEADER + "// TO" + "DO: later\n"}),
}


def problems(check, files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return check.check(root)[0]


def main():
    missed = [f"a clean tree fails: {p}" for c in (check_layers, check_tidy) for p in problems(c, CLEAN)]
    missed += [f"not found: {name}" for name, (check, files) in FAULTS.items() if not problems(check, CLEAN | files)]
    for what in missed:
        print(what)
    print(f"checks: {len(FAULTS)} planted faults, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
