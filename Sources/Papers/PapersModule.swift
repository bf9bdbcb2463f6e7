public import Accounts
public import Web

/// The door: letters made in matters, their public proof, and the marks and seals of units.
public struct PapersModule: Sendable {
}
