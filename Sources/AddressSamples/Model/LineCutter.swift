/// Cuts pieces of a file into its lines, so that a file of any size can be read with little memory.
public struct LineCutter {
    private var rest: [UInt8] = []

    public init() {}

    /// Takes the next piece and gives its whole lines, without their ends (LF or CR LF); empty lines are passed over.
    public mutating func add(_ piece: [UInt8], _ line: (ArraySlice<UInt8>) throws -> Void) rethrows {
        rest += piece
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: 0x0A) {
            try give(rest[start..<end], line)
            start = end + 1
        }
        rest.removeSubrange(..<start)
    }

    /// Gives the last line when the file ends without a line end.
    public mutating func finish(_ line: (ArraySlice<UInt8>) throws -> Void) rethrows {
        try give(rest[...], line)
        rest = []
    }

    private func give(_ bytes: ArraySlice<UInt8>, _ line: (ArraySlice<UInt8>) throws -> Void) rethrows {
        let text = bytes.last == 0x0D ? bytes.dropLast() : bytes
        if !text.isEmpty { try line(text) }
    }
}
