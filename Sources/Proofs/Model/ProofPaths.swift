public import Markup

/// The addresses of this module.
public enum ProofPaths {
    /// The public page.
    public static let page: Path = "/proofs"

    /// The page with the answer about one hash.
    public static func hash(_ text: String) -> Path { page.query("hash", text).fragment("answer") }

    static func growth(from: Int64, to: Int64) -> Path {
        page.query("from", String(from)).query("to", String(to)).fragment("growth")
    }
}
