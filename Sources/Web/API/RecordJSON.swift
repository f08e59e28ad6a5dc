import CallRules
import JSONText
import Store

/// Writes records as JSON, the same for every answer that shows them. Each resource has its function in its
/// own file.
struct RecordJSON {
    /// Links to cards.
    let links: CRMLinks
    /// The lines, for their names.
    let lines: LineBook
    /// The working hours in force.
    let clocks: WorkingClocks
    /// The moment at which the records are shown.
    let now: Instant
}

extension API {
    /// Writes the records of the answer to a request.
    func records(_ request: APIRequest) -> RecordJSON {
        RecordJSON(
            links: CRMLinks(settings: store.settings.settings, base: request.addresses.pages),
            lines: store.settings.lines, clocks: store.settings.clocks,
            now: request.now)
    }
}
