import HTTPTypes

/// Whom the answer to a GET is for, by the fields that browsers set and scripts cannot (Fetch
/// Metadata). An address that works once is used up by a person or by the widget, and by nothing
/// else: not by a preview, a prefetch or a script of another program.
enum Asker: Hashable, Sendable {
    /// A browser that opens the page in a window; or a client without these fields.
    case person
    /// The script of the widget's page. Other sites cannot send its field without asking first.
    case widget
    /// Anything else.
    case program

    init(_ head: HTTPRequest) {
        func field(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { head.headerFields[$0] }
        }
        guard head.method == .get else {
            self = .program
            return
        }
        let site = field("Sec-Fetch-Site")
        if field("X-Phonet-Widget") == "1" {
            self = site == nil || site == "same-origin" ? .widget : .program
            return
        }
        let isEarly = (field("Sec-Purpose") ?? field("Purpose"))?.contains("prefetch") ?? false
        guard !isEarly else {
            self = .program
            return
        }
        switch field("Sec-Fetch-Mode") {
        // A fetch of another site has an Origin, opening a page has none.
        case nil: self = head.headerFields[.origin] == nil ? .person : .program
        case "navigate":
            let place = field("Sec-Fetch-Dest")
            self = place == nil || place == "document" ? .person : .program
        default: self = .program
        }
    }
}
