import CallRules
import Store

/// The ways out of a list and into it, for administrators: files of what it shows, and imports.
struct DataLinks {
    let kind: ImportKind
    /// What the list is narrowed to.
    let query: PeopleQuery
    let visitor: Visitor

    var html: HTML? {
        guard visitor.isAdmin else { return nil }
        let say = visitor.voice
        let files = Export.Format.allCases.map { format in
            """
            <a class="button small" href="\(path(format))" download>\(Icon.download.html) \
            \(format.rawValue.uppercased())</a>
            """ as HTML
        }
        return """
            <nav class="buttons" aria-label="\(say(Words.data))">\(files)\
            <a class="button small" href="\(PageRoute.imports.path)?kind=\(kind.rawValue)">\
            \(Icon.up.html) \(say(Words.bringIn))</a></nav>
            """
    }

    private func path(_ format: Export.Format) -> String {
        let path = query.path(to: .export(kind), after: nil)
        return "\(path)\(path.contains("?") ? "&" : "?")format=\(format.rawValue)"
    }

    private enum Words {
        static let data = Sentence(uk: "Експорт та імпорт", en: "Export and import")
        static let bringIn = Sentence(uk: "Імпорт", en: "Import")
    }
}
