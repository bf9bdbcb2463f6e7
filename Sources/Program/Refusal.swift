import ArgumentParser
import Base
import Foundation
import NIOCore

/// Why the work could not be done, in a sentence; the program ends with 1.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The error as people may read it: a sentence instead of a case's name. What the parser itself throws stays.
    static func telling(_ error: any Error) -> any Error {
        switch error {
        case let error as any ExplainedError: return Refusal(error.explanation)
        case is ExitCode, is CleanExit, is ValidationError, is Refusal: return error
        case is CancellationError: return Refusal("The work was interrupted; nothing is half-written.")
        case is DecodingError, is EncodingError: return Refusal("A stored text is not of the shape it should have.")
        // On Linux every error can be cast to NSError: only those that were born as one speak for themselves.
        case let error as CocoaError: return Refusal(file(error))
        case let error as POSIXError: return Refusal(system(Int32(error.code.rawValue)))
        case let error as IOError: return Refusal(system(error.errnoCode))
        case let error as SocketAddressError.UnknownHost: return Refusal("There is no host \(error.host) to listen on.")
        default: return error
        }
    }

    private static func system(_ number: Int32) -> String {
        switch number {
        case EADDRINUSE: "The port is taken by another program; --port chooses another."
        case EACCES, EPERM: "This user may not do that here."
        default: "The system refused: \(String(cString: strerror(number)))."
        }
    }

    private static func file(_ error: CocoaError) -> String {
        let path = error.filePath ?? error.url?.path ?? "The file"
        return switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "There is no \(path == "The file" ? "such file" : path)."
        case .fileReadNoPermission: "\(path) may not be read by this user."
        case .fileWriteNoPermission: "\(path) may not be written by this user."
        case .fileWriteOutOfSpace: "The disk is full: \(path) cannot be written."
        case .fileReadInapplicableStringEncoding, .fileReadCorruptFile: "\(path) is not UTF-8 text."
        default: "\(path) cannot be read or written."
        }
    }
}
