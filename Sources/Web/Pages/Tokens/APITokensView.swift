import CallRules
import HTTPTypes
import Store

/// The tokens that let other programs in.
struct APITokensView {
    let page: APITokensPage
    let visitor: Visitor

    private typealias Words = APITokensWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status = .ok, news: APITokensNews? = nil) -> Answer {
        Frame(
            title: say(Words.title), news: news.map { say($0.sentence) }, isWide: true,
            content:
                "<p class=\"lead\">\(say(Words.lead)) \(say(Words.nameHelp))</p>\(form)\(table)"
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        """
        \(page.problems.summary(say, labels: ["name": Words.name]))
        <form class="inline" method="post" action="\(PageRoute.apiTokens.path)">\
        \(FormGuard(visitor).html)<input type="hidden" name="newest" value="\(page.newest)">
        \(TextField(name: "name", label: say(Words.name), value: page.name, problem: page.problems["name"].map { say($0) }, isRequired: true).html)
        <div class="buttons"><button class="primary">\(say(Words.make))</button></div></form>
        """
    }

    private var table: HTML {
        guard !page.tokens.isEmpty else {
            return EmptyState(line: say(Words.none), next: say(Words.noneNext)).html
        }
        let heads = [Words.name, Words.state, Words.made, Words.used]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(Words.revoke))</span></th></tr></thead>
            <tbody>\(page.tokens.reversed().map(row))</tbody></table></div>
            """
    }

    private func row(_ token: APITokenRow) -> HTML {
        let path = PageRoute.apiTokenRevocation(token.id).path
        let way: HTML? =
            token.revokedAt == nil
            ? """
            <a class="button small" href="\(path)"\(.label, "\(say(Words.revoke)): \(token.name)")>\
            \(say(Words.revoke))</a>
            """ : nil
        return """
            <tr><td>\(token.name)</td>
            <td data-label="\(say(Words.state))"><span>\(state(token))</span></td>
            <td data-label="\(say(Words.made))">\(say.time(token.createdAt))</td>
            <td data-label="\(say(Words.used))">\(token.lastUsedAt.map(say.time) ?? "–")</td>
            <td>\(way)</td></tr>
            """
    }

    private func state(_ token: APITokenRow) -> HTML {
        guard let revoked = token.revokedAt else {
            return Badge(meaning: .good, icon: .key, word: say(Words.works)).html
        }
        let badge = Badge(meaning: .plain, icon: .cross, word: say(Words.revoked)).html
        return "\(badge) \(say.time(revoked))"
    }
}

/// A token that was just made; nobody sees it a second time.
struct NewAPIToken {
    let visitor: Visitor
    let name: String
    let secret: String

    func answer() -> Answer {
        let say = visitor.voice
        return Frame(
            title: say(APITokensWords.made(name)),
            content: """
                <div class="note alert"><p>\(Icon.key.html) \(say(APITokensWords.once))</p></div>
                \(CopyableAddress(id: "token", url: secret, name: name).html(say))
                <p class="help">\(say(APITokensWords.how)) <span class="code">Authorization: Bearer …</span></p>
                <p><a class="button primary" href="\(PageRoute.apiTokens.path)">\
                \(say(APITokensWords.copied))</a></p>
                """
        ).answer(for: visitor)
    }
}

/// The question before a token ends.
struct APITokenRevocation {
    let token: APITokenRow
    let visitor: Visitor

    func answer() -> Answer {
        let say = visitor.voice
        return Frame(
            title: say(APITokensWords.ask(token.name)),
            content: """
                <p class="lead">\(say(APITokensWords.askWhy))</p>
                <form class="buttons" method="post" \
                action="\(PageRoute.apiTokenRevocation(token.id).path)">\(FormGuard(visitor).html)
                <button class="danger">\(say(APITokensWords.revoke))</button>
                <a class="button" href="\(PageRoute.apiTokens.path)">\(say(APITokensWords.keep))</a>\
                </form>
                """
        ).answer(for: visitor)
    }
}
