import CallRules
import Store
import WebForms

/// The query string of the webhook log.
struct WebhookLogQuery {
    private(set) var status: WebhookMessageStatus?
    private(set) var endpoint: Endpoint?
    private(set) var source = ""
    private(set) var days: DaySpan
    /// The cursor; nil: the first page.
    private(set) var after: Cursor?

    /// Names of the fields.
    enum Field: String {
        case status, endpoint, source, after
    }

    /// Reads a query string or the hidden fields of a form.
    init(_ form: Form, _ localize: Localizer) {
        status = form[Field.status.rawValue].flatMap(WebhookMessageStatus.init)
        endpoint = form[Field.endpoint.rawValue].flatMap(Endpoint.init)
        source = String((form[Field.source.rawValue] ?? "").prefix(100))
        days = DaySpan(form, localize)
        after = form[Field.after.rawValue].flatMap { Cursor($0) }
    }

    var filter: WebhookMessageFilter {
        var filter = WebhookMessageFilter()
        filter.status = status
        filter.endpoint = endpoint
        if !source.isEmpty { filter.sourceIP = source }
        filter.from = days.from
        filter.to = days.to
        return filter
    }

    private var values: [(name: String, value: String)] {
        [
            (Field.status.rawValue, status?.rawValue ?? ""),
            (Field.endpoint.rawValue, endpoint?.rawValue ?? ""), (Field.source.rawValue, source),
        ] + days.values
    }

    /// The address of the page with the same filter.
    ///
    /// - Parameters:
    ///   - cursor: of the page; nil: the first one.
    ///   - told: the result of a replay, as names and values.
    func path(after cursor: Cursor? = nil, told: [(name: String, value: String)] = []) -> String {
        PageRoute.webhookLog.path(
            with: values + [(Field.after.rawValue, cursor?.text ?? "")] + told)
    }

    /// The hidden fields of the form.
    var hidden: [HTML] {
        values.filter { !$0.value.isEmpty }
            .map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
    }
}

extension PageRoute {
    /// The address with a query of these pairs; those without a value are left out.
    func path(with pairs: [(name: String, value: String)]) -> String {
        let query = pairs.filter { !$0.value.isEmpty }
            .map { "\($0.name)=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }
}
