public import Base

/// What can go wrong with accounts.
public enum AccountError: ExplainedError, Equatable {
    /// Login or password are wrong; which one is not said.
    case wrong
    /// Too many wrong attempts; try again later.
    case lockedOut
    /// The code of the second factor is wrong or was used before.
    case wrongCode
    /// The second step of a sign-in came too late or too often.
    case stepOver
    /// Nobody takes their own second factor off this way.
    case own
    /// The person holds no post today.
    case noPost
    /// The login is taken or empty.
    case loginTaken(String)
    /// The password is shorter than eight characters.
    case passwordTooShort
    /// The hash could not be made.
    case hashing
    /// There is no such account, unit or post.
    case unknown
    /// Nobody has this sign-in name.
    case noAccount(String)
    /// No unit has this code.
    case noUnit(String)
    /// The person holds no post in the unit, or none with the role asked for.
    case holdsNoPost(String, unit: String)

    /// The fault in a sentence, for the command line.
    public var explanation: String {
        switch self {
        case .wrong: "The sign-in name or the password is wrong."
        case .lockedOut: "There were too many wrong attempts; try again in a quarter of an hour."
        case .wrongCode: "The code is wrong or was used before."
        case .stepOver: "The sign-in took too long; it has to begin again."
        case .own: "Nobody takes their own second factor off this way."
        case .noPost: "This person holds no post today."
        case .loginTaken(""): "A sign-in name is needed."
        case .loginTaken(let login): "The sign-in name \(login) is taken already."
        case .passwordTooShort: "A password has eight characters or more."
        case .hashing: "The password could not be hashed; there may be too little memory."
        case .unknown: "There is no such account, unit or post."
        case .noAccount(let login): "Nobody has the sign-in name \(login)."
        case .noUnit(let code): "No unit has the code \(code)."
        case .holdsNoPost(let login, let unit): "\(login) holds no such post in \(unit)."
        }
    }
}
