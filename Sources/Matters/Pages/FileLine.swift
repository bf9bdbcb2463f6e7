import Base
import Markup
import Text

/// A file of a matter in a list: its name, and what of it can be seen or heard at once.
struct FileLine: Speaking {
    let file: Attachment
    let matter: RecordID
    let language: Language

    private var path: Path { MatterPaths.attachment(file.id, of: matter) }
    private var kind: Sniff.Kind? { Sniff.Kind.allCases.first { $0.mediaType == file.type } }

    var name: HTML { file.name.map { .said($0) } ?? "\(say(MatterWords.fileErased))" }

    /// The name as a link to the file's own page.
    var link: HTML { "<a href=\"\(MatterPaths.view(of: file.id, of: matter))\">\(name)</a>" }

    /// The size for people, such as 1.8 MB.
    var size: String {
        let tenths = (file.size * 10 + (1 << 19)) >> 20
        return file.size < 1 << 20 ? "\(max(1, file.size >> 10)) KB" : "\(tenths / 10).\(tenths % 10) MB"
    }

    /// The line of the matter's page.
    func item(today: Day) -> HTML {
        let about = "\(say(WhenWords.say(file.at, today: today))) · \(say(AttachmentWords.kind(kind))) · \(size)"
        return """
            <li class="file">\(thumbnail)<div class="file-text"><p>\(link)<br><span class="small muted">\(about)</span></p>\
            \(look)</div></li>
            """
    }

    // The browser makes the small picture itself, once the line comes into sight.
    private var thumbnail: HTML? {
        guard kind?.isPicture == true else { return nil }
        return """
            <a class="thumb" href="\(MatterPaths.view(of: file.id, of: matter))" tabindex="-1" aria-hidden="true">\
            <img src="\(path)" alt="" width="96" height="72" loading="lazy" decoding="async"></a>
            """
    }

    private var look: HTML? {
        guard let kind, kind.isShown else { return nil }
        if kind.isSound { return sound }
        return kind == .pdf ? .more(say(AttachmentWords.look), frame(isLazy: true)) : nil
    }

    private var label: String { file.name ?? say(MatterWords.fileErased) }

    private var sound: HTML {
        """
        <audio class="file-sound" controls="controls" preload="none" src="\(path)" aria-label="\(label)"></audio>
        """
    }

    private func frame(isLazy: Bool) -> HTML {
        """
        <iframe class="file-frame" src="\(path)" title="\(label)"\(attribute: "loading", isLazy ? "lazy" : nil)></iframe>
        """
    }

    /// The file itself, as large as the page; what cannot be shown says so.
    var whole: HTML {
        guard let kind, kind.isShown else { return "<p>\(say(AttachmentWords.cannotShow))</p>" }
        if kind.isSound { return sound }
        if kind == .pdf { return "\(frame(isLazy: false))<p class=\"hint\">\(say(AttachmentWords.noViewer))</p>" }
        return "<img class=\"file-picture\" src=\"\(path)\" alt=\"\(label)\">"
    }

    /// Opening it alone, and keeping it.
    var ways: HTML {
        let alone: HTML? = kind?.isShown == true ? .linkButton(say(AttachmentWords.alone), to: path) : nil
        return .buttons(
            [alone, .linkButton(say(AttachmentWords.keep), to: path.query("keep", "yes"))].compactMap(\.self))
    }
}

/// A file of a matter on a page of its own.
struct FilePage: Speaking {
    let file: Attachment
    let matter: RecordID
    let language: Language
    let today: Day

    var html: HTML {
        let line = FileLine(file: file, matter: matter, language: language)
        return """
            <header class="open-head">\(HTML.back(say(AttachmentWords.back), to: MatterPaths.matter(matter).fragment("files-head")))\
            <h1 class="title">\(line.name)</h1>\
            <p class="small muted">\(say(WhenWords.say(file.at, today: today))) · \(line.size)</p></header>\
            <div class="stack">\(line.whole)\(line.ways)</div>
            """
    }
}
