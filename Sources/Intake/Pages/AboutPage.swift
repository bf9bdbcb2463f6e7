import Base
import Markup
import Web

/// What happens with what people tell, in plain words.
struct AboutPage {
    let say: Voice

    var html: HTML {
        let parts: [HTML] = AboutWords.parts.enumerated().map { index, part in
            .ruled(say(part.heading), id: "part\(index)", .joined(part.text.map { "<p>\(say($0))</p>" }))
        }
        return "<h1 class=\"title title-large\">\(HTML.phrases(say(AboutWords.title)))</h1>\(parts)"
    }
}
