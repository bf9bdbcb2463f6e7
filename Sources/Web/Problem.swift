public import Base

/// What went wrong, in the visitor's words; becomes a page or problem+json (RFC 9457).
public struct Problem: Error, Sendable {
    /// The HTTP status.
    public let status: Int
    /// A stable code for programs, such as `not-found`.
    public let code: String
    /// A short headline.
    public let title: Words
    /// What to do now.
    public let detail: Words
    /// Errors by field name.
    public let fields: [String: Words]
    /// After how many seconds it is worth trying again; becomes the header Retry-After.
    public var retryAfter: Int?
    /// What is wrong with single fields of a body or with parameters, for programs.
    public var errors: [FieldError] = []
    /// The methods that the address takes; becomes the header Allow.
    var allowed: String?
    /// What a token lacks, as the header WWW-Authenticate says it (RFC 6750, 3).
    public var challenge: String?

    /// Describes a problem.
    public init(status: Int, code: String, title: Words, detail: Words, fields: [String: Words] = [:]) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.fields = fields
    }
}
