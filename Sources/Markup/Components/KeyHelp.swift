extension HTML {
    /// The help with the keys, which `?` opens; the box in it switches single keys off (WCAG 2.1.4).
    public static func keyHelp(_ heading: String, keys: [(String, String)], switchLabel: String, close: String) -> HTML
    {
        """
        <dialog class="dialog" id="key-help" aria-labelledby="key-help-title">\
        <h2 class="head" id="key-help-title">\(heading)</h2>\
        <dl class="keys">\(keys.map { HTML("<dt><span class=\"key\">\($0.0)</span></dt><dd>\($0.1)</dd>") })</dl>\
        <label class="choice"><input type="checkbox" data-do-keys="true" checked="checked"><span>\
        <span class="choice-title">\(switchLabel)</span></span></label>\
        <div class="buttons"><button class="button" type="button" data-do="close" hidden="hidden">\(close)</button></div>\
        </dialog>
        """
    }
}
