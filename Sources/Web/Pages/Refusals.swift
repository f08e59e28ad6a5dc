import CallRules
import HTTPTypes

extension Pages {
    /// The page that says why there is no page.
    func refused(_ refusal: PageRefusal, _ request: Request, _ visitor: Visitor) -> Answer {
        switch refusal {
        case .signIn:
            // Back to where they wanted to go, if looking was all they wanted.
            let isLooking = request.head.method == .get || request.head.method == .head
            let back = isLooking && request.route != .home ? request.route.path : nil
            return .seeOther(
                PageRoute.signIn.path + (back.map { "?return=\(Pairs.encoded($0))" } ?? ""))
        case .forbidden:
            return page(.forbidden, Words.forbidden, Words.forbiddenWhy, visitor)
        case .foreignForm:
            return page(.forbidden, Words.foreignForm, Words.foreignFormWhy, visitor)
        case .missing:
            return page(.notFound, Words.missing, Words.missingWhy, visitor)
        case .methodNotAllowed(let allow):
            var answer = page(
                .methodNotAllowed, Words.missing, Words.missingWhy, visitor)
            answer.fields[.allow] = allow
            return answer
        case .unavailable:
            var answer = page(
                .serviceUnavailable, Words.unavailable, Words.unavailableWhy, visitor)
            answer.fields[.retryAfter] = "5"
            return answer
        }
    }

    private func page(
        _ status: HTTPResponse.Status, _ title: Sentence, _ why: Sentence, _ visitor: Visitor
    ) -> Answer {
        let say = visitor.voice
        return Frame(
            title: say(title),
            content: """
                <p class="lead">\(say(why))</p>
                <p><a class="button" href="\(PageRoute.home.path)">\(say(Words.toStart))</a></p>
                """
        ).answer(for: visitor, status)
    }

    private enum Words {
        static let forbidden = Sentence(
            uk: "Ця сторінка для адміністраторів", en: "This page is for administrators")
        static let forbiddenWhy = Sentence(
            uk: "Попросіть адміністратора зробити зміни або надати Вам цю роль.",
            en: "Ask an administrator to make the change, or to give you this role.")
        static let foreignForm = Sentence(
            uk: "Форму не прийнято", en: "The form was not accepted")
        static let foreignFormWhy = Sentence(
            uk: """
                Вона застаріла або надійшла не з цієї сторінки, тому нічого не змінено. \
                Поверніться, оновіть сторінку та надішліть ще раз.
                """,
            en: """
                It is out of date or did not come from this page, so nothing was changed. \
                Go back, reload the page and send it again.
                """)
        static let missing = Sentence(uk: "Тут нічого немає", en: "There is nothing here")
        static let missingWhy = Sentence(
            uk: "Можливо, запис видалено або адресу введено з помилкою.",
            en: "Perhaps the record was deleted, or the address has a mistake.")
        static let unavailable = Sentence(
            uk: "База даних не відповідає", en: "The database does not answer")
        static let unavailableWhy = Sentence(
            uk: "Нічого не змінено. Спробуйте ще раз за кілька секунд.",
            en: "Nothing was changed. Try again in a few seconds.")
        static let toStart = Sentence(uk: "На початок", en: "To the start")
    }
}
