public import Markup

/// The addresses of the procedures.
public enum ProcedurePaths {
    /// All procedures in force.
    public static let list: Path = "/procedures"

    /// One procedure.
    public static func procedure(_ code: String) -> Path { "/procedures/\(code)" }

    static func bpmn(_ code: String) -> Path { "/procedures/\(code)/bpmn" }
}
