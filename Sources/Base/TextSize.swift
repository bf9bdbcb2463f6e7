extension String {
    /// Whether a text is longer than so many characters, or as large as no text of so many is.
    ///
    /// One character can be made of any number of code points: bytes are counted too, sixteen for each character.
    public func exceeds(_ characters: Int) -> Bool {
        utf8.count > characters * 16 || utf8.count > characters && count > characters
    }

    /// The beginning of a text, so long that it does not exceed so many characters.
    public func cut(to characters: Int) -> String {
        guard exceeds(characters) else { return self }
        let head = String(prefix(characters))
        return head.exceeds(characters) ? String(head.unicodeScalars.prefix(characters)) : head
    }
}
