import CallRules
import CompanyTime
import Store

/// The form of a new API token, as typed.
struct APITokenForm {
    var name = ""
    var scope = TokenScope.crm
    var signsIn = false
    /// The last day on which it works, `2027-01-31`; empty: it never expires.
    var expires = ""
    /// One network on each line; empty: any address may use it.
    var networks = ""

    init() {}

    init(_ form: Form) {
        name = form["name"] ?? ""
        scope = form["scope"].flatMap(TokenScope.init) ?? .crm
        signsIn = form.isTicked("sign_in")
        expires = form["expires_at"] ?? ""
        networks = form["networks"] ?? ""
    }

    /// Labels of the fields, by field name.
    static let labels: [String: LocalizedText] = [
        "name": APITokensStrings.name, "scope": APITokensStrings.scope,
        "sign_in": APITokensStrings.signIn, "expires_at": APITokensStrings.expires,
        "networks": APITokensStrings.networks,
    ]

    /// What the token may do; the validation messages for a text that is no day or no network.
    func grant(in clock: CompanyClock) -> Result<TokenGrant, Invalid> {
        var problems: [FieldProblem] = []
        var end: Instant?
        if !expires.isEmpty {
            end = TypedTime.instant(expires, in: clock, .end)
            if end == nil { problems.append(FieldProblem("expires_at", APITokensStrings.noDay)) }
        }
        var networks: [Network] = []
        for text in self.networks.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            guard let network = Network(String(text)) else {
                problems.append(
                    FieldProblem("networks", APITokensStrings.noNetwork(String(text.prefix(60)))))
                continue
            }
            networks.append(network)
        }
        guard problems.isEmpty else { return .failure(Invalid(problems: problems)) }
        return .success(
            TokenGrant(
                scope, signsIn: signsIn && scope == .crm, expiresAt: end, networks: networks))
    }

    /// Fields that cannot be read.
    struct Invalid: Error {
        let problems: [FieldProblem]
    }
}

/// The controls of the form.
struct APITokenFields {
    let form: APITokenForm
    let problems: [FieldProblem]
    let localize: Localizer

    private typealias Strings = APITokensStrings

    var html: HTML {
        """
        \(TextField(
            name: "name", label: localize(Strings.name), value: form.name,
            help: localize(Strings.nameHelp), problem: problem("name"), isRequired: true
        ).html)
        \(RadioCards(
            name: "scope", legend: localize(Strings.scope),
            cards: TokenScope.allCases.map {
                RadioCards.Card(
                    value: $0.rawValue, label: localize(Strings.scope($0)),
                    help: localize(Strings.scopeHelp($0)))
            }, chosen: form.scope.rawValue, problem: problem("scope")
        ).html)
        \(Switch(
            name: "sign_in", label: localize(Strings.signIn), isOn: form.signsIn,
            help: localize(Strings.signInHelp), problem: problem("sign_in")
        ).html)
        \(TextField(
            name: "expires_at", label: localize(Strings.expires), value: form.expires,
            help: localize(Strings.expiresHelp), problem: problem("expires_at"), kind: .date
        ).html)
        \(TextField(
            name: "networks", label: localize(Strings.networks), value: form.networks,
            help: localize(Strings.networksHelp), problem: problem("networks"), kind: .lines(2)
        ).html)
        """
    }

    private func problem(_ field: String) -> String? {
        problems[field].map(localize.callAsFunction)
    }
}
