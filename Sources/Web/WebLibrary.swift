/// A library that `script/bootstrap` puts into Assets/vendor, with our own script that uses it.
///
/// The version is part of the file's name, so that browsers keep it for good (script/assets.tsv holds the same names).
public enum WebLibrary: CaseIterable, Sendable {
    /// Parts of a page that follow what is being written.
    case htmx
    /// Charts that answer to a pointer.
    case echarts
    /// Maps that are moved and enlarged.
    case leaflet

    /// The library itself, below /assets.
    public var script: String {
        switch self {
        case .htmx: "vendor/htmx-2.0.10.min.js"
        case .echarts: "vendor/echarts-6.0.0.min.js"
        case .leaflet: "vendor/leaflet-1.9.3.js"
        }
    }

    /// Its stylesheet, if it has one.
    public var style: String? { self == .leaflet ? "vendor/leaflet-1.9.3.css" : nil }

    /// Our own script over it.
    public var companion: String {
        switch self {
        case .htmx: "window.js"
        case .echarts: "trend.js"
        case .leaflet: "map.js"
        }
    }

    /// What the library is told in the head of the page; without this htmx would evaluate text and write styles,
    /// which the policy forbids, and keep pages in the browser's storage, where other people's names do not belong.
    var meta: (name: String, content: String)? {
        guard self == .htmx else { return nil }
        return (
            "htmx-config",
            #"{"allowEval":false,"includeIndicatorStyles":false,"allowScriptTags":false,"selfRequestsOnly":true,"#
                + #""historyEnabled":false,"historyCacheSize":0,"ignoreTitle":true,"disableInheritance":true}"#
        )
    }
}
