import CPango

extension LetterFonts {
    /// The lists of families of which none is installed on this machine: letters set in them would be drawn in whatever font
    /// comes next. Reads the fonts of the machine, which takes some hundred milliseconds the first time.
    public func missing() -> [String] {
        let installed = Self.installed()
        return [body, title, heading, script, number].reduce(into: []) { missing, list in
            let families = list.split(separator: ",").map { Self.folded($0) }
            if !missing.contains(list), !families.contains(where: installed.contains) { missing.append(list) }
        }
    }

    private static func installed() -> Set<String> {
        // The map belongs to the thread and is not ours to free.
        guard let map = pango_cairo_font_map_get_default() else { return [] }
        var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: Int32 = 0
        pango_font_map_list_families(map, &families, &count)
        defer { g_free(families) }
        guard let families else { return [] }
        return Set(
            (0..<Int(count)).compactMap { index in
                families[index].flatMap { pango_font_family_get_name($0) }.map { folded(String(cString: $0)[...]) }
            })
    }

    private static func folded(_ name: Substring) -> String {
        name.drop(while: \.isWhitespace).lowercased().filter { !$0.isWhitespace }
    }
}
