import CallRules
import Store

/// Links to the export and the import of a list, for administrators.
struct DataLinks {
    let kind: ImportKind
    /// The filter of the list, which the export uses too.
    let query: ContactsQuery
    let visitor: Visitor

    var html: HTML? {
        guard visitor.isAdmin else { return nil }
        let localize = visitor.localizer
        let files = Export.Format.allCases.map { format in
            """
            <a class="button small" href="\(path(format))" download>\(Icon.download.html) \
            \(format.rawValue.uppercased())</a>
            """ as HTML
        }
        return """
            <nav class="buttons" aria-label="\(localize(Strings.data))">\(files)\
            <a class="button small" href="\(PageRoute.imports.path)?kind=\(kind.rawValue)">\
            \(Icon.up.html) \(localize(CommonStrings.importing))</a></nav>
            """
    }

    private func path(_ format: Export.Format) -> String {
        let path = query.path(to: .export(kind), after: nil)
        return "\(path)\(path.contains("?") ? "&" : "?")format=\(format.rawValue)"
    }

    private enum Strings {
        static let data = LocalizedText(uk: "Експорт та імпорт", en: "Export and import")
    }
}
