/// One page that shows every part, in light and dark, in Chinese and English.
public enum ComponentsPage {
    /// The body of the page, to be put into a `PageShell` of the desk.
    public static var body: HTML {
        let samples = [
            ComponentSample(isEnglish: false, theme: .light, prefix: "zl"),
            ComponentSample(isEnglish: false, theme: .dark, prefix: "zd"),
            ComponentSample(isEnglish: true, theme: .light, prefix: "el"),
            ComponentSample(isEnglish: true, theme: .dark, prefix: "ed"),
        ]
        let sections: [HTML] = ComponentSample.sections.enumerated().map { index, section in
            """
            <section class="stack" aria-labelledby="c\(index)"><h2 class="head" id="c\(index)">\(section.name)</h2>\
            <div class="show-pair">\(samples.map { side($0, section.show) })</div></section>
            """
        }
        return """
            <header class="stack-8"><h1 class="title title-large">部件 <span lang="en">Parts</span></h1>\
            <p class="muted">一样东西一个样子。按 Tab 走一遍，看每一处焦点。 \
            <span lang="en">One look for one thing. Walk through with Tab and watch the focus.</span></p></header>\
            <div class="stack-40">\(sections)</div>
            """
    }

    private static func side(_ sample: ComponentSample, _ show: (ComponentSample) -> HTML) -> HTML {
        """
        <div class="show-side" data-theme="\(sample.theme.rawValue)" lang="\(sample.isEnglish ? "en" : "zh-Hans")">\
        <p class="show-name">\(sample.themeName)</p>\(show(sample))</div>
        """
    }
}
