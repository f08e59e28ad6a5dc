import CallRules
import Store

extension Pages {
    /// The handler that exports a list as a download, with the filter of the address. Each export
    /// is noted in the audit log.
    func export(_ kind: ImportKind) -> PageAction.Run {
        { visit in
            let format = visit.query["format"].flatMap(Export.Format.init) ?? .csv
            let export = try Export(
                kind, as: format, narrowedBy: ContactsQuery(visit.query), seenBy: visit.viewer(),
                language: visit.localize.language, from: store)
            if !visit.isHead {
                try store.noteExport(of: kind.rawValue, by: try visit.author(), at: visit.now)
            }
            return .file(named: "\(kind.rawValue).\(format.rawValue)", format.contentType) {
                try export.write($0)
            }
        }
    }
}
