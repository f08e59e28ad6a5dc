import CallRules
import HTTPTypes
import Store

/// What the page of API tokens shows.
struct APITokensPage {
    let tokens: [APITokenRow]
    /// The name that was typed, when it came back.
    var name = ""
    var problems: [FieldProblem] = []

    /// The newest token the page knows: a form that is sent twice makes one.
    var newest: String { tokens.map(\.id).max().map { "\($0)" } ?? "" }
}

/// What was just done about a token, said at the top of the page one comes to.
enum APITokensNotice: String {
    case revoked
    /// The token was made and shown before.
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
            .answer(news: visit.query["done"].flatMap(APITokensNotice.init))
    }

    /// Makes a token and shows it this once.
    func makeAPIToken(_ visit: PageVisit) throws -> Answer {
        var page = APITokensPage(tokens: try store.apiTokens())
        guard visit.form["newest"] == page.newest else {
            return .seeOther(APITokensNotice.shown.path)
        }
        page.name = visit.form["name"] ?? ""
        let secret = options.secret()
        let outcome = try store.createAPIToken(
            name: page.name, hash: Secret.hash(secret), by: visit.author(), at: visit.now)
        switch outcome {
        case .saved(let token):
            return NewAPIToken(visitor: visit.visitor, name: token.name, secret: secret).answer()
        case .invalid(let problems), .conflict(let problems):
            page.problems = problems
            return APITokensView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    /// Asks once, by name.
    func confirmAPITokenRevocation(_ id: Int64) -> PageAction.Run {
        { visit in
            let token = try store.apiTokens().first { $0.id == id && $0.revokedAt == nil }
            guard let token else { throw PageRefusal.missing }
            return APITokenRevocation(token: token, visitor: visit.visitor).answer()
        }
    }

    func revokeAPIToken(_ id: Int64) -> PageAction.Run {
        { visit in
            guard try store.revokeAPIToken(id, by: visit.author(), at: visit.now) else {
                throw PageRefusal.missing
            }
            return .seeOther(APITokensNotice.revoked.path)
        }
    }
}
