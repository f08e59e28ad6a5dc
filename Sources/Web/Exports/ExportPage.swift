import CallRules
import Store

extension Pages {
    /// The file of a list, with the search of its page.
    func export(_ kind: ImportKind) -> PageAction.Run {
        { visit in
            let format = visit.query["format"].flatMap(Export.Format.init) ?? .csv
            let search = visit.query.optional("search").map { String($0.prefix(100)) }
            let export = Export(
                kind, as: format, search: search, language: visit.say.language, from: store)
            if !visit.isHead {
                try store.noteExport(of: kind.rawValue, by: try visit.author(), at: visit.now)
            }
            return .download(
                "\(kind.rawValue).\(format.rawValue)", format.contentType,
                .pieces { try export.write($0) })
        }
    }
}
