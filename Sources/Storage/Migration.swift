/// One forward step of the schema: a name that gives the reason, and SQL text without any app type.
public struct Migration: Sendable {
    /// Unique over all modules, such as `matters-01-first-tables`.
    public let name: String
    /// The statements, run in order in one transaction.
    public let statements: [String]

    /// Makes a migration from its name and statements.
    public init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}
