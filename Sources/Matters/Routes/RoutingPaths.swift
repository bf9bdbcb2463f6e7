import Markup

/// The addresses of the routing rules.
enum RoutingPaths {
    static let rules: Path = "/rules/routing"
    static let draft: Path = "/rules/routing/draft"
    static let draftRemoval: Path = "/rules/routing/draft/removal"
    static let draftExport: Path = "/rules/routing/draft/export"
    static let importFile: Path = "/rules/routing/draft/import"
    static let newRule: Path = "/rules/routing/draft/rules"
    static let publication: Path = "/rules/routing/draft/publication"
    static let versions: Path = "/rules/routing/versions"
    static let dryRun: Path = "/rules/routing/dry-run"

    static func rule(_ id: String) -> Path { "/rules/routing/draft/rules/\(id)" }
    static func move(_ id: String) -> Path { "/rules/routing/draft/rules/\(id)/move" }
    static func removal(of id: String) -> Path { "/rules/routing/draft/rules/\(id)/removal" }
    static func version(_ number: Int) -> Path { "/rules/routing/versions/\(number)" }
    static func export(_ number: Int) -> Path { "/rules/routing/versions/\(number)/export" }
    static func repetition(of number: Int) -> Path { "/rules/routing/versions/\(number)/repetition" }
    static func withdrawal(of number: Int) -> Path { "/rules/routing/versions/\(number)/withdrawal" }
    static func dryRun(of number: Int) -> Path { dryRun.query("version", number) }
}
