import CallRules
import HTTPTypes
import Store

/// The list of API tokens.
struct APITokensView {
    let page: APITokensPage
    let visitor: Visitor

    private typealias Strings = APITokensStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok, news: APITokensFlash? = nil) -> Answer {
        PageLayout(
            title: localize(Strings.title), news: news.map { localize($0.sentence) }, isWide: true,
            content: """
                <p class="lead">\(localize(Strings.lead))</p>
                \(page.problems.summary(localize, labels: APITokenForm.labels))
                \(table)
                <section class="section"><h2>\(localize(Strings.new))</h2>\(form)</section>
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        """
        <form class="form" method="post" action="\(PageRoute.apiTokens.path)">\
        \(FormGuard(visitor).html)<input type="hidden" name="newest" value="\(page.newest)">
        \(APITokenFields(form: page.form, problems: page.problems, localize: localize).html)
        <div class="buttons"><button class="primary">\(localize(Strings.make))</button></div></form>
        """
    }

    private var table: HTML {
        guard !page.tokens.isEmpty else {
            return EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
        }
        let heads = [
            Strings.name, CommonStrings.state, Strings.scope, Strings.networks,
            CommonStrings.created, Strings.used,
        ]
        .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col" class="act"><span class="visually-hidden">\(localize(Strings.revoke))</span></th></tr></thead>
            <tbody>\(page.tokens.reversed().map(row))</tbody></table></div>
            """
    }

    private func row(_ token: APITokenRow) -> HTML {
        let path = PageRoute.apiTokenRevocation(token.id.value).path
        let way: HTML? =
            token.revokedAt == nil
            ? """
            <a class="button small" href="\(path)"\(.label, "\(localize(Strings.revoke)): \(token.name)")>\
            \(Icon.cross.html)<span class="wideonly">\(localize(Strings.revoke))</span></a>
            """ : nil
        return """
            <tr><td class="name">\(token.name)</td>
            <td data-label="\(localize(CommonStrings.state))"><span>\(state(token))</span></td>
            <td data-label="\(localize(Strings.scope))"><span>\(scope(token.grant))</span></td>
            <td data-label="\(localize(Strings.networks))"><span>\(networks(token.grant))</span></td>
            <td class="wideonly" data-label="\(localize(CommonStrings.created))">\(localize.time(token.createdAt))</td>
            <td class="at" data-label="\(localize(Strings.used))">\(token.lastUsedAt.map(localize.time) ?? "–")</td>
            <td class="act">\(way)</td></tr>
            """
    }

    private func scope(_ grant: TokenGrant) -> HTML {
        let extra: HTML? = grant.signsIn ? ", \(localize(Strings.signInToo))" : nil
        return "\(localize(Strings.scope(grant.scope)))\(extra)"
    }

    private func networks(_ grant: TokenGrant) -> HTML {
        grant.networks.isEmpty
            ? "\(localize(Strings.anywhere))"
            : "<span class=\"code\">\(grant.networks.map(\.text).joined(separator: ", "))</span>"
    }

    private func state(_ token: APITokenRow) -> HTML {
        if let revoked = token.revokedAt {
            let badge = Badge(meaning: .plain, icon: .cross, word: localize(Strings.revoked)).html
            return "\(badge) \(localize.time(revoked))"
        }
        guard let end = token.grant.expiresAt else {
            return Badge(meaning: .good, icon: .key, word: localize(Strings.works)).html
        }
        if token.grant.isOver(at: localize.now) {
            let badge = Badge(meaning: .bad, icon: .cross, word: localize(Strings.expired)).html
            return "\(badge) \(localize.time(end))"
        }
        let badge = Badge(meaning: .good, icon: .key, word: localize(Strings.works)).html
        return "\(badge) \(localize(CommonStrings.until)) \(localize.time(end))"
    }
}

/// The page of a new token; the token is shown once.
struct NewAPIToken {
    let visitor: Visitor
    let name: String
    let secret: String

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(APITokensStrings.made(name)),
            content: """
                <div class="note alert"><p>\(Icon.key.html) \(localize(APITokensStrings.once))</p></div>
                \(CopyableAddress(id: "token", url: secret, name: name).html(localize))
                <p class="help">\(localize(APITokensStrings.how)) <span class="code">Authorization: Bearer …</span></p>
                <p><a class="button primary" href="\(PageRoute.apiTokens.path)">\
                \(localize(APITokensStrings.copied))</a></p>
                """
        ).answer(for: visitor)
    }
}

/// The confirmation before a token is revoked.
struct APITokenRevocation {
    let token: APITokenRow
    let visitor: Visitor

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(APITokensStrings.ask(token.name)),
            content: """
                <p class="lead">\(localize(APITokensStrings.askWhy))</p>
                <form class="buttons" method="post" \
                action="\(PageRoute.apiTokenRevocation(token.id.value).path)">\(FormGuard(visitor).html)
                <button class="danger">\(localize(APITokensStrings.revoke))</button>
                <a class="button" href="\(PageRoute.apiTokens.path)">\(localize(CommonStrings.keep))</a>\
                </form>
                """
        ).answer(for: visitor)
    }
}
