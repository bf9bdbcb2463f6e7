import App
import TestDistrict
import Testing
import Web

/// Every page has an operation for programs, or a reason why people alone do that.
@Suite struct APICoverageTests {
    @Test func `every page has an operation or stands here with its reason`() async throws {
        let routes = try await TestDistrict().server().routes.routes
        let pages = Set(routes.filter { $0.operation == nil }.map { "\($0.method) \($0.path)" })
        let operations = Set(routes.filter { $0.operation != nil }.map { "\($0.method) \($0.path)" })
        let told = Set(Self.operations.keys), kept = Set(Self.people.flatMap(\.pages))
        #expect(told.isDisjoint(with: kept), "\(told.intersection(kept).sorted())")
        #expect(pages.subtracting(told).subtracting(kept).sorted() == [], "neither an operation nor a reason")
        #expect(told.union(kept).subtracting(pages).sorted() == [], "no such page any more")
        let named = Set(Self.operations.values)
        #expect(named.subtracting(operations).sorted() == [], "no such operation")
        let own = operations.subtracting(named).subtracting(Self.programsOnly)
        #expect(own.sorted() == [], "an operation that no page has")
        #expect(Self.people.allSatisfy { !$0.why.isEmpty })
    }

    /// The operation that does what a page does.
    private static let operations = [
        "GET /addresses": "GET /api/v1/addresses",
        "GET /addresses/completions": "GET /api/v1/addresses/completions",
        "GET /procedures": "GET /api/v1/procedures",
        "GET /procedures/{code}": "GET /api/v1/procedures/{code}",
        "GET /procedures/{code}/bpmn": "GET /api/v1/procedures/{code}/bpmn",
        "GET /places": "GET /api/v1/addresses/completions",
        "GET /addresses/{id}": "GET /api/v1/addresses/{id}",
        "GET /addresses/coverage": "GET /api/v1/addresses/coverage",
        "GET /command": "GET /api/v1/statistics/overview",
        "GET /command/centre": "GET /api/v1/statistics/centre",
        "GET /command/centre/export": "GET /api/v1/statistics/centre",
        "GET /command/events": "GET /api/v1/statistics/feed",
        "GET /command/matters": "GET /api/v1/statistics/matters",
        "GET /command/replies": "GET /api/v1/statistics/replies",
        "GET /command/replies/export": "GET /api/v1/statistics/replies",
        "GET /command/towns/{code}": "GET /api/v1/statistics/towns/{code}",
        "GET /desk": "GET /api/v1/desk/matters",
        "GET /desk/intake": "GET /api/v1/kinds",
        "GET /desk/issues": "GET /api/v1/desk/issues",
        "GET /desk/matters/{id}/known": "GET /api/v1/desk/matters/{id}/known",
        "GET /desk/matters/{id}/known/part": "GET /api/v1/desk/matters/{id}/known",
        "POST /desk/matters/{id}/known": "POST /api/v1/desk/matters/{id}/known",
        "POST /desk/matters/{id}/followers": "POST /api/v1/desk/matters/{id}/followers",
        "GET /desk/issues/{id}": "GET /api/v1/desk/issues/{id}",
        "GET /desk/matters/{id}": "GET /api/v1/desk/matters/{id}",
        "GET /desk/matters/{id}/actions/{code}": "GET /api/v1/desk/matters/{id}/actions",
        "GET /desk/matters/{id}/attachments/{file}": "GET /api/v1/desk/matters/{id}/attachments/{file}",
        "GET /desk/matters/{id}/attachments/{file}/view": "GET /api/v1/desk/matters/{id}/attachments/{file}",
        "GET /desk/matters/{id}/calls": "GET /api/v1/desk/matters/{id}/calls",
        "GET /desk/matters/{id}/handover": "GET /api/v1/desk/matters/{id}/handover",
        "GET /desk/matters/{id}/proxy": "GET /api/v1/desk/matters/{id}/proxy",
        "GET /desk/proxies": "GET /api/v1/desk/proxies",
        "GET /desk/search": "GET /api/v1/desk/search",
        "GET /desk/centres": "GET /api/v1/desk/centres",
        "GET /desk/centres/{id}": "GET /api/v1/desk/centres/{id}",
        "GET /desk/centres/{id}/bookings": "GET /api/v1/desk/centres/{id}/bookings",
        "GET /desk/centres/{id}/day": "GET /api/v1/desk/centres/{id}/bookings",
        "GET /desk/centres/{id}/queue": "GET /api/v1/desk/centres/{id}/tickets",
        "GET /desk/centres/{id}/receptions": "GET /api/v1/desk/centres/{id}/receptions",
        "POST /desk/centres/{id}/bookings": "POST /api/v1/desk/centres/{id}/bookings",
        "POST /desk/centres/{id}/calls": "POST /api/v1/desk/centres/{id}/calls",
        "POST /desk/centres/{id}/tickets": "POST /api/v1/desk/centres/{id}/tickets",
        "GET /desk/matters/{id}/proceedings/{proceeding}/papers":
            "GET /api/v1/desk/matters/{id}/proceedings/{proceeding}/papers",
        "GET /desk/matters/{id}/proceedings/{proceeding}/papers/new/{code}": "GET /api/v1/paper-templates/{code}",
        "POST /desk/matters/{id}/proceedings/{proceeding}/papers/new/{code}":
            "POST /api/v1/desk/matters/{id}/proceedings/{proceeding}/papers",
        "GET /desk/papers/{id}": "GET /api/v1/desk/papers/{id}",
        "GET /desk/papers/{id}/texts": "GET /api/v1/desk/papers/{id}",
        "GET /desk/papers/{id}/reading": "GET /api/v1/desk/papers/{id}",
        "GET /desk/papers/{id}/pdf": "GET /api/v1/desk/papers/{id}/pdf",
        "POST /desk/papers/{id}/texts": "POST /api/v1/desk/papers/{id}/texts",
        "POST /desk/papers/{id}/issue": "POST /api/v1/desk/papers/{id}/issue",
        "POST /desk/papers/{id}/withdrawal": "POST /api/v1/desk/papers/{id}/withdrawal",
        "POST /desk/papers/{id}/services": "POST /api/v1/desk/papers/{id}/services",
        "GET /papers/{id}": "GET /api/v1/papers/{id}",
        "GET /offices": "GET /api/v1/offices",
        "GET /offices/{unit}": "GET /api/v1/offices",
        "GET /hotline": "GET /api/v1/desk/calls",
        "GET /desk/matters/{id}/proceedings": "GET /api/v1/desk/matters/{id}/proceedings",
        "GET /desk/matters/{id}/proceedings/new/{code}": "GET /api/v1/desk/matters/{id}/proceedings",
        "POST /desk/matters/{id}/proceedings/new/{code}": "POST /api/v1/desk/matters/{id}/proceedings",
        "GET /desk/matters/{id}/proceedings/{proceeding}": "GET /api/v1/desk/matters/{id}/proceedings",
        "GET /desk/matters/{id}/proceedings/{proceeding}/steps/{code}": "GET /api/v1/desk/matters/{id}/proceedings",
        "POST /desk/matters/{id}/proceedings/{proceeding}/steps/{code}":
            "POST /api/v1/desk/matters/{id}/proceedings/{proceeding}/steps",
        "GET /desk/matters/{id}/proceedings/{proceeding}/mediation":
            "GET /api/v1/desk/matters/{id}/proceedings/{proceeding}/mediation",
        "GET /desk/centres/{id}/mediators": "GET /api/v1/desk/centres/{id}/mediators",
        "GET /desk/fulfilments": "GET /api/v1/desk/fulfilments",
        "GET /notices": "GET /api/v1/notices",
        "GET /proofs": "GET /api/v1/proofs/inclusion",
        "GET /rules/filing": "GET /api/v1/rules/filing",
        "GET /rules/routing": "GET /api/v1/rules/routing",
        "GET /rules/routing/draft": "GET /api/v1/rules/routing/draft",
        "GET /rules/routing/draft/export": "GET /api/v1/rules/routing/draft",
        "GET /rules/routing/dry-run": "GET /api/v1/rules/routing/dry-run",
        "GET /rules/routing/versions": "GET /api/v1/rules/routing",
        "GET /rules/routing/versions/{number}": "GET /api/v1/rules/routing/versions/{number}",
        "GET /rules/routing/versions/{number}/export": "GET /api/v1/rules/routing/versions/{number}",
        "GET /track": "GET /api/v1/matters/{number}",
        "POST /desk/intake": "POST /api/v1/desk/matters",
        "POST /desk/intake/suggestions": "POST /api/v1/desk/suggestions",
        "POST /desk/issues/{id}/dismissal": "POST /api/v1/desk/issues/{id}/dismissal",
        "POST /desk/issues/{id}/merge": "POST /api/v1/desk/issues/{id}/merge",
        "POST /desk/issues/{id}/parent": "POST /api/v1/desk/issues/{id}/parent",
        "POST /desk/issues/{id}/split": "POST /api/v1/desk/issues/{id}/split",
        "POST /desk/matters/{id}/actions/{code}": "POST /api/v1/desk/matters/{id}/actions",
        "POST /desk/matters/{id}/actions/{code}/check": "POST /api/v1/desk/matters/{id}/answer-check",
        "POST /desk/matters/{id}/attachments": "POST /api/v1/desk/matters/{id}/attachments",
        "POST /desk/matters/{id}/calls": "POST /api/v1/desk/matters/{id}/calls",
        "POST /desk/matters/{id}/exclusion": "POST /api/v1/desk/matters/{id}/exclusions",
        "POST /desk/matters/{id}/exclusion/lift": "POST /api/v1/desk/matters/{id}/exclusions/lift",
        "POST /desk/matters/{id}/handover": "POST /api/v1/desk/matters/{id}/handover",
        "POST /desk/matters/{id}/handover/return": "POST /api/v1/desk/matters/{id}/handover/return",
        "POST /desk/matters/{id}/kind": "POST /api/v1/desk/matters/{id}/kind",
        "POST /desk/matters/{id}/place": "POST /api/v1/desk/matters/{id}/place",
        "POST /desk/matters/{id}/proxy": "POST /api/v1/desk/matters/{id}/proxy",
        "POST /desk/matters/{id}/proxy/told": "POST /api/v1/desk/matters/{id}/proxy/told",
        "POST /desk/matters/{id}/proxy/withdrawal": "POST /api/v1/desk/matters/{id}/proxy/withdrawal",
        "POST /desk/matters/{id}/seen": "POST /api/v1/desk/matters/{id}/seen",
        "POST /desk/matters/{id}/topic": "POST /api/v1/desk/matters/{id}/topic",
        "POST /file": "POST /api/v1/matters",
        "POST /hotline/{id}": "POST /api/v1/desk/calls/{id}/attempts",
        "POST /hotline/{id}/number": "POST /api/v1/desk/calls/{id}/number",
        "POST /notices/{id}/retry": "POST /api/v1/notices/{id}/retry",
        "POST /rules/filing": "POST /api/v1/rules/filing",
        "POST /rules/routing/draft": "POST /api/v1/rules/routing/draft",
        "POST /rules/routing/draft/import": "POST /api/v1/rules/routing/draft",
        "POST /rules/routing/draft/publication": "POST /api/v1/rules/routing/draft/publication",
        "POST /rules/routing/draft/removal": "POST /api/v1/rules/routing/draft/removal",
        "POST /rules/routing/versions/{number}/repetition": "POST /api/v1/rules/routing/versions/{number}/repetition",
        "POST /rules/routing/versions/{number}/withdrawal": "POST /api/v1/rules/routing/versions/{number}/withdrawal",
        "POST /track": "GET /api/v1/matters/{number}",
        "POST /track/additions": "POST /api/v1/matters/{number}/additions",
        "POST /track/attachments/{id}": "GET /api/v1/matters/{number}/attachments/{file}",
        "POST /track/mandate": "POST /api/v1/matters/{number}/mandate",
        "POST /track/rating": "POST /api/v1/matters/{number}/rating",
        "POST /track/reopening": "POST /api/v1/matters/{number}/reopening",
        "POST /track/withdrawal": "POST /api/v1/matters/{number}/withdrawal",
    ]

    /// What only programs ask for: codes and ids to choose from, lists beside a page's parts, proofs, the document.
    private static let programsOnly: Set<String> = [
        "GET /api/v1/addresses/changes", "GET /api/v1/addresses/extract", "GET /api/v1/addresses/feed",
        "GET /api/v1/addresses/resolution", "GET /api/v1/addresses/{id}/history", "GET /api/v1/clocks/explanation",
        "GET /api/v1/clocks/rules", "GET /api/v1/counterparts/{counterpart}/handovers",
        "GET /api/v1/counterparts/{counterpart}/messages/{number}",
        "POST /api/v1/counterparts/{counterpart}/messages", "POST /api/v1/counterparts/{counterpart}/referrals",
        "GET /api/v1/desk/matters/{id}/attachments", "GET /api/v1/divisions", "GET /api/v1/divisions/at",
        "GET /api/v1/divisions/extract", "GET /api/v1/divisions/{id}/history", "GET /api/v1/journal/consistency",
        "GET /api/v1/journal/heads",
        "GET /api/v1/journal/matters/{id}", "GET /api/v1/journal/matters/{id}/entries",
        "GET /api/v1/journal/matters/{id}/entries/{number}/proof", "GET /api/v1/openapi.json",
        "GET /api/v1/proofs/consistency", "GET /api/v1/proofs/heads", "GET /api/v1/proofs/keys", "GET /api/v1/topics",
        "GET /api/v1/units",
    ]

    /// What people alone do, and why.
    private static let people: [(why: String, pages: [String])] = [
        (
            "what another body told and does not fit is looked at by a person",
            [
                "GET /desk/messages", "GET /desk/matters/{id}/messages",
                "POST /desk/matters/{id}/messages/{message}/taking",
                "POST /desk/matters/{id}/messages/{message}/setting-aside",
            ]
        ),
        (
            "at the table of a mediation people sit, speak and decide; a program reads how far it is",
            [
                "party", "party-left", "choose", "appoint", "recuse", "sitting", "hold", "sitting-cancel", "note",
                "offer",
                "offer-answer", "agreement", "ask-phones", "sign", "agreement-withdraw", "conclude", "fulfil", "fail",
                "hardening",
            ].map { "POST /desk/matters/{id}/proceedings/{proceeding}/mediation/\($0)" }
                + ["agreements/{agreement}", "agreements/{agreement}/text", "packet", "deadlock"].map {
                    "GET /desk/matters/{id}/proceedings/{proceeding}/mediation/\($0)"
                }
        ),
        (
            "a centre's head keeps the register of mediators by hand",
            ["POST /desk/centres/{id}/mediators", "POST /desk/mediators/{id}/end", "POST /desk/mediators/{id}/rests"]
        ),
        (
            "a party reads and signs as a person, on their own phone",
            ["GET /sign/{agreement}/{party}"]
                + ["code", "text", "signature"].map { "POST /sign/{agreement}/{party}/\($0)" }
        ),
        (
            "words and choices for people's eyes; they hold nothing of the district",
            ["GET /", "GET /about", "GET /components", "POST /preferences"]
        ),
        (
            "the road of filing asks one question a page; a program sends all answers at once",
            ["GET /file"] + ["tell", "where", "whom", "you", "check"].map { "POST /file/\($0)" }
        ),
        (
            "a program does not act as a person who signs in: no password, second factor, session or token by a token",
            [
                "GET /account", "GET /account/all-sign-ins", "GET /account/password", "GET /account/people",
                "GET /account/people/{id}", "GET /account/rules", "GET /account/second-factor", "GET /account/sessions",
                "GET /account/sign-ins", "GET /account/tokens", "GET /sign-in", "GET /sign-in/code",
                "POST /account/password", "POST /account/people/{id}/second-factor",
                "POST /account/people/{id}/sessions", "POST /account/rules", "POST /account/second-factor",
                "POST /account/second-factor/confirmation", "POST /account/second-factor/recovery-codes",
                "POST /account/second-factor/removal", "POST /account/sessions/ending",
                "POST /account/sessions/{id}/ending", "POST /account/tidings", "POST /account/tokens",
                "POST /account/tokens/{id}/revocation", "POST /sign-in", "POST /sign-in/code", "POST /sign-out",
            ]
        ),
        ("a token is made for one post", ["GET /desk/posts", "POST /desk/posts"]),
        (
            "a sealed identity is opened by two people who look, never by a program",
            [
                "GET /desk/seals", "POST /desk/matters/{id}/seal-open", "POST /desk/matters/{id}/seal-request",
                "POST /desk/seals/{id}/decision",
            ]
        ),
        (
            "the library is changed by people who say why; programs follow its feed, and systems come in as files",
            ["POST /addresses/{id}/acts"]
        ),
        (
            "what the library cannot settle by itself is for eyes: side by side, or as a spreadsheet to the town and back",
            [
                "GET /addresses/review", "GET /addresses/review/sheet", "GET /addresses/review/{id}",
                "POST /addresses/review/acceptances", "POST /addresses/review/sheet",
                "POST /addresses/review/sheet/decisions", "POST /addresses/review/undo",
                "POST /addresses/review/{id}/decision", "POST /addresses/review/{id}/part",
                "POST /addresses/review/{id}/whole",
            ]
        ),
        (
            "a system's table is looked at by people before it is merged; large ones come by command",
            ["GET /addresses/imports", "POST /addresses/imports", "GET /addresses/imports/{id}"]
                + ["columns", "start", "removal"].map { "POST /addresses/imports/{id}/\($0)" }
                + ["GET /addresses/imports/{id}/rejects"]
        ),
        (
            "what hangs on an address is looked at by people, for a purpose that is recorded",
            ["", "/showing", "/ending"].map { "POST /addresses/{id}/attachments\($0)" }
        ),
        (
            "a centre is set up by its head, who looks at what stands there",
            ["windows", "rota", "rooms", "hours", "receptions", "reception-rules"].map {
                "POST /desk/centres/{id}/\($0)"
            }
                + ["POST /desk/receptions/{id}/leaders"]
        ),
        (
            "who sits at the window or receives somebody sees whether they came, and says so there",
            [
                "GET /desk/receptions/{id}", "POST /desk/bookings/{id}/ending", "POST /desk/bookings/{id}/time",
                "POST /desk/receptions/{id}/receptions", "POST /desk/tickets/{id}/steps",
            ]
        ),
        (
            "the hall's screen and kiosk, and a resident who books: a program of the centre draws, calls and books at the desk",
            [
                "GET /centres", "GET /centres/{id}/appointments", "GET /centres/{id}/appointments/{booking}",
                "POST /centres/{id}/appointments/{booking}/time",
                "POST /centres/{id}/appointments/{booking}/cancellation", "GET /centres/{id}/screen",
                "GET /centres/{id}/tickets", "GET /centres/{id}/tickets/{ticket}", "POST /centres/{id}/appointments",
                "POST /centres/{id}/tickets",
            ]
        ),
        (
            "a mark and a seal are given to a unit by an administrator who looks at them",
            [
                "GET /offices/{unit}/seal/picture", "POST /offices/{unit}/mark", "POST /offices/{unit}/seal",
            ]
        ),
        ("several matters at once are several steps", ["POST /desk/bulk"]),
        (
            "a code goes to a telephone that somebody holds, and opens what the receipt code opens",
            ["GET /track/code", "POST /track/code", "POST /track/opening"]
        ),
        ("the answer to the filing is the slip", ["POST /track/slip"]),
        (
            "a program sends the whole draft as YAML instead of rule by rule",
            [
                "GET /rules/routing/draft/rules", "GET /rules/routing/draft/rules/{rule}",
                "POST /rules/routing/draft/rules", "POST /rules/routing/draft/rules/{rule}",
                "POST /rules/routing/draft/rules/{rule}/move", "POST /rules/routing/draft/rules/{rule}/removal",
            ]
        ),
        ("a demonstration's sandbox shows what would have been sent", ["GET /notices/sandbox"]),
        (
            "for whoever runs the machine: other programs ask these in forms of their own",
            ["GET /health/live", "GET /health/ready", "GET /operations", "POST /notices/receipts"]
        ),
    ]
}
