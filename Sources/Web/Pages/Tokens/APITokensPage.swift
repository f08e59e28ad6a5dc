import CallRules
import HTTPTypes
import Store

/// The data of the page of API tokens.
struct APITokensPage {
    let tokens: [APITokenRow]
    /// As typed after a refusal; else empty.
    var form = APITokenForm()
    var problems: [FieldProblem] = []

    /// The id of the newest token; the form carries it, so that sending it twice creates one token.
    var newest: String { tokens.map(\.id.value).max().map { "\($0)" } ?? "" }
}

/// The flash line after a change of tokens.
enum APITokensFlash: String {
    case revoked
    /// The token was created before and is not shown again.
    case shown

    var sentence: LocalizedText {
        switch self {
        case .revoked: APITokensStrings.revokedNews
        case .shown: APITokensStrings.shown
        }
    }

    var path: String { PageRoute.apiTokens.path(with: [("done", rawValue)]) }
}

extension Pages {
    func showAPITokens(_ visit: PageVisit) throws -> Answer {
        APITokensView(page: APITokensPage(tokens: try store.apiTokens()), visitor: visit.visitor)
            .answer(news: visit.query["done"].flatMap(APITokensFlash.init))
    }

    /// Creates a token and shows it once.
    func makeAPIToken(_ visit: PageVisit) throws -> Answer {
        var page = APITokensPage(tokens: try store.apiTokens())
        guard visit.form["newest"] == page.newest else {
            return .seeOther(APITokensFlash.shown.path)
        }
        page.form = APITokenForm(visit.form)
        let grant: TokenGrant
        switch page.form.grant(in: visit.localize.companyClock) {
        case .success(let typed): grant = typed
        case .failure(let invalid):
            page.problems = invalid.problems
            return APITokensView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        }
        let secret = options.secret()
        let outcome = try store.createAPIToken(
            name: page.form.name, hash: Secret.hash(secret), grant, by: visit.author(),
            at: visit.now)
        switch outcome {
        case .saved(let token):
            return NewAPIToken(visitor: visit.visitor, name: token.name, secret: secret).answer()
        case .invalid(let problems), .conflict(let problems):
            page.problems = problems
            return APITokensView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    /// The confirmation page, with the name.
    func confirmAPITokenRevocation(_ id: Int64) -> PageAction.Run {
        { visit in
            let token = try store.apiTokens().first { $0.id.value == id && $0.revokedAt == nil }
            guard let token else { throw PageRefusal.missing }
            return APITokenRevocation(token: token, visitor: visit.visitor).answer()
        }
    }

    func revokeAPIToken(_ id: Int64) -> PageAction.Run {
        { visit in
            guard
                try store.revokeAPIToken(
                    APITokenRow.ID(id), by: visit.author(), at: visit.now)
            else {
                throw PageRefusal.missing
            }
            return .seeOther(APITokensFlash.revoked.path)
        }
    }
}
