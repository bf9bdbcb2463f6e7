extension HTML {
    /// The help with the keys, which `?` opens; the box in it switches single keys off (WCAG 2.1.4).
    ///
    /// The script knows it by the usual id. A sample stands in the page under another id instead of opening over it.
    public static func keyHelp(
        _ heading: String, keys: [(String, String)], switchLabel: String, close: String, sampleID: String? = nil
    ) -> HTML {
        let id = sampleID ?? "key-help"
        let inside: HTML = """
            <h2 class="head" id="\(id)-title">\(heading)</h2>\
            <dl class="keys">\(keys.map { HTML("<dt><span class=\"key\">\($0.0)</span></dt><dd>\($0.1)</dd>") })</dl>\
            <label class="choice"><input type="checkbox" data-do-keys="true" checked="checked"><span>\
            <span class="choice-title">\(switchLabel)</span></span></label>\
            <div class="buttons"><button class="button" type="button" data-do="close" hidden="hidden">\(close)</button></div>
            """
        return sampleID == nil
            ? "<dialog class=\"dialog\" id=\"\(id)\" aria-labelledby=\"\(id)-title\">\(inside)</dialog>"
            : "<div class=\"dialog\" role=\"group\" aria-labelledby=\"\(id)-title\">\(inside)</div>"
    }
}
