import WebForms

/// The address of a list without the empty parameters that a form without scripts sends.
struct CleanAddress {
    let path: String

    /// Nil: the page is not a list, or the address is clean.
    init?(_ route: PageRoute, _ query: Substring) {
        guard CleanAddress.lists.contains(route) else { return nil }
        let pairs = URLEncodedForm.pairs(query)
        guard pairs.contains(where: { $0.value.isEmpty }) else { return nil }
        let told = pairs.filter { !$0.value.isEmpty }.map {
            "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))"
        }
        path = route.path + (told.isEmpty ? "" : "?\(told.joined(separator: "&"))")
    }

    private static let lists: Set<PageRoute> = [
        .calls, .missedCases, .leads, .clients, .statistics, .employees, .webhookLog, .audit,
    ]
}
