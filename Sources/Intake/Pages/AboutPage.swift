import Base
import Markup

/// What happens with what people tell, in plain words.
struct AboutPage {
    let say: Voice

    var html: HTML {
        let parts: [HTML] = AboutWords.parts.enumerated().map { index, part in
            """
            <section class="stack ruled" aria-labelledby="part\(index)"><h2 class="head" id="part\(index)">\(say(part.heading))</h2>\
            \(part.text.map { HTML("<p>\(say($0))</p>") })</section>
            """
        }
        return "<h1 class=\"title title-large\">\(HTML.phrases(say(AboutWords.title)))</h1>\(parts)"
    }
}
