"""The scenes that pages are looked at in: matters with long names, on their way, objected to, shared."""

import flows
import product

LONG_TITLE = "WWWWWWWWWW" * 8
LONG_PLACE = "良渚文化艺术中心北侧无名道路与古墩路延伸段交叉口东南角地下车库B区" * 4
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternw"[:50]
LONG = product.FUMES | {
    "text": "https://example.org/" + "a" * 300 + "这一家的烟管" * 60, "title": LONG_TITLE, "place": LONG_PLACE, "name": LONG_NAME,
    "about": LONG_PLACE, "address": "none",
}


class Stage:
    """Plays everything once; afterwards `pages` names what can be looked at, and by whom."""

    def __init__(self, visit) -> None:
        self.visit = visit
        self.people: dict[str, object] = {}
        self.resident = visit(device="phone")
        self.pages: dict[str, tuple[str, str]] = {}
        self.receipts: dict[str, flows.Receipt] = {}

    def play(self) -> None:
        self.file_long()
        shared = self.pass_on("shared")
        self.person(product.VILLAGE).act("accept")
        self.person(product.VILLAGE).act("invitation", unit="label:星桥街道综合执法平台", text="请一起上门看油烟管。")
        self.at("shihanlu", shared).act("accept")
        self.add(product.VILLAGE, shared, "pause", "note", "message", "transfer", "invitation", "withdrawal")
        self.add("shihanlu", shared, "share")
        objected = self.pass_on("objected")
        offered = self.pass_on("offered")
        self.add(product.VILLAGE, offered, "objection")
        self.add_page("matter offered", offered, product.VILLAGE)
        for name, account in (("known", product.WINDOW), ("handover", product.WINDOW), ("calls", product.VILLAGE), ("proxy", product.VILLAGE)):
            self.add_page(name, f"{offered}/{name}", account)
        self.add_page("issue", flows.find_issue(self.person(product.WINDOW), offered), product.WINDOW)
        self.at(product.VILLAGE, objected).act("objection")
        self.add(product.ARBITER, objected, "objection-decision")
        self.pages |= {f"matter by {who}": (shared, who) for who in (product.VILLAGE, product.TOWN, product.AUDITOR)}
        self.file("petition", product.FUMES | {"kind": "petition"})
        self.add(product.WINDOW, self.find("petition"), "refusal")
        self.add(product.WINDOW, self.find("plain"), "spot-answer")
        # Only the texts on petitions know an extension.
        self.file("extended", product.FUMES | {"kind": "petition"})
        self.at(product.WINDOW, self.find("extended")).act("accept")
        self.add(product.CENTRE_HEAD, self.person(product.WINDOW).path, "extension")
        self.add_page("matter under a text without pauses", self.person(product.WINDOW).path, product.WINDOW)
        self.finish()

    def file_long(self) -> None:
        self.file("long", LONG)
        self.file("plain", product.FUMES)
        self.add_page("matter long", self.find("long"), product.WINDOW)

    def finish(self) -> None:
        """Somebody asks to open a seal, so that a custodian has something to decide; one matter is answered."""
        self.file("sealed", product.SEALED)
        clerk = self.at(product.WINDOW, self.find("sealed"))
        self.add_page("matter sealed", clerk.path, product.AUDITOR)
        clerk.fill(clerk.form("/seal-request"), {"reason": "要上门看油烟管，须先和来访人约时间。"})
        clerk.submit(clerk.form("/seal-request"))
        clerk.act("accept")
        self.add(product.WINDOW, clerk.path, "answer")
        self.file("answered", product.FUMES)
        clerk = self.at(product.WINDOW, self.find("answered"))
        clerk.act("accept")
        clerk.act("answer")
        self.add_page("matter ended", clerk.path, product.WINDOW)

    def pass_on(self, name: str) -> str:
        """A matter that the village was offered; it is open at the village's desk afterwards."""
        self.file(name, product.FUMES)
        address = self.find(name)
        clerk = self.person(product.WINDOW)
        clerk.act("accept")
        clerk.act("transfer")
        self.at(product.VILLAGE, address)
        return address

    # --- Pieces ---

    def person(self, account: str):
        if account not in self.people:
            self.people[account] = self.visit(account=account)
        return self.people[account]

    def at(self, account: str, address: str):
        self.person(account).open(address)
        return self.person(account)

    def file(self, name: str, answers: dict[str, str]) -> None:
        self.receipts[name] = flows.file_matter(self.resident, answers)

    def find(self, name: str) -> str:
        return flows.find_matter(self.person(product.WINDOW), self.receipts[name].number)

    def add_page(self, name: str, path: str, account: str) -> None:
        self.pages[name] = (path, account)

    def add(self, account: str, address: str, *actions: str) -> None:
        for action in actions:
            self.add_page(f"step {action}", f"{address}/actions/{action}", account)
