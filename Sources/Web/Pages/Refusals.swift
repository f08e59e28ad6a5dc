import CallRules
import HTTPTypes
import Store
import WebForms

extension Pages {
    /// Answers a refusal: a page with the reason, or a redirect to the sign-in page.
    func refused(_ refusal: PageRefusal, _ request: Request, _ visitor: Visitor) -> Answer {
        switch refusal {
        case .signIn:
            if let kept = KeptForm(request, visitor) {
                return SignInForm.page(keeping: kept, visitor)
            }
            return .seeOther(Pages.doorPath(to: request))
        case .forbidden:
            return page(.forbidden, Strings.forbidden, Strings.forbiddenWhy, visitor)
        case .lacksRight(let right):
            return page(
                .forbidden, Strings.lacksRight(right), Strings.lacksRightWhy, visitor)
        case .foreignForm:
            return page(.forbidden, Strings.foreignForm, Strings.foreignFormWhy, visitor)
        case .passwordWanted(let form, let reason):
            return PasswordAgain(
                visitor: visitor, route: request.route, form: form, reason: reason
            ).answer()
        case .missing:
            return page(.notFound, Strings.missing, Strings.missingWhy, visitor)
        case .methodNotAllowed(let allow):
            // The address of a form, from the history of the browser: the page with the form.
            let target = request.route.redirectTarget
            if request.head.method == .get || request.head.method == .head,
                target != request.route, (try? admit(visitor, to: request.route)) != nil
            {
                return .seeOther(target.path)
            }
            var answer = page(
                .methodNotAllowed, Strings.missing, Strings.missingWhy, visitor)
            answer.fields[.allow] = allow
            return answer
        case .unavailable:
            var answer = page(
                .serviceUnavailable, Strings.unavailable, Strings.unavailableWhy, visitor)
            answer.fields[.retryAfter] = "5"
            return answer
        }
    }

    /// The path of the sign-in page that leads back to the page that was asked for, with its query; after a
    /// form, to the page with the form.
    private static func doorPath(to request: Request) -> String {
        let isLooking = request.head.method == .get || request.head.method == .head
        let page = isLooking ? request.route : request.route.redirectTarget
        var values: [(String, String)] = []
        if page != .home {
            values.append(("return", ReturnTarget.path(of: page, isLooking ? request.query : "")))
        }
        // A form that could not be kept: the page says that nothing was done.
        if !isLooking, request.route != .signOut { values.append(("done", SignInForm.unsent)) }
        let told = values.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }
        return PageRoute.signIn.path + (told.isEmpty ? "" : "?" + told.joined(separator: "&"))
    }

    private func page(
        _ status: HTTPResponse.Status, _ title: LocalizedText, _ why: LocalizedText,
        _ visitor: Visitor
    ) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(title),
            content: """
                <p class="lead">\(localize(why))</p>
                <p><a class="button" href="\(PageRoute.home.path)">\(localize(CommonStrings.toTheStart))</a></p>
                """
        ).answer(for: visitor, status)
    }

    private enum Strings {
        static let forbidden = LocalizedText(
            uk: "Ця сторінка для адміністраторів", en: "This page is for administrators")
        static let forbiddenWhy = LocalizedText(
            uk: "Попросіть адміністратора зробити зміни або надати Вам цю роль.",
            en: "Ask an administrator to make the change, or to give you this role.")
        static func lacksRight(_ right: Viewer.Right) -> LocalizedText {
            switch right {
            case .listen:
                LocalizedText(
                    uk: "Слухати чужі записи Вам не дозволено",
                    en: "You may not listen to recordings of others")
            case .export:
                LocalizedText(
                    uk: "Завантажувати списки Вам не дозволено", en: "You may not export lists")
            case .delete:
                LocalizedText(
                    uk: "Видаляти клієнтів і лідів Вам не дозволено",
                    en: "You may not delete clients and leads")
            }
        }
        static let lacksRightWhy = LocalizedText(
            uk: "Дозвіл дає адміністратор на Вашій картці співробітника.",
            en: "An administrator gives the permission on your employee card.")
        static let foreignForm = LocalizedText(
            uk: "Форму не прийнято", en: "The form was not accepted")
        static let foreignFormWhy = LocalizedText(
            uk: """
                Вона застаріла або надійшла не з цієї сторінки, тому нічого не змінено. \
                Поверніться, оновіть сторінку та надішліть ще раз.
                """,
            en: """
                It is out of date or did not come from this page, so nothing was changed. \
                Go back, reload the page and send it again.
                """)
        static let missing = LocalizedText(uk: "Тут нічого немає", en: "There is nothing here")
        static let missingWhy = LocalizedText(
            uk: "Можливо, запис видалено або адресу введено з помилкою.",
            en: "Perhaps the record was deleted, or the address is mistyped.")
        static let unavailable = LocalizedText(
            uk: "База даних не відповідає", en: "The database does not answer")
        static let unavailableWhy = LocalizedText(
            uk: "Нічого не змінено. Спробуйте ще раз за кілька секунд.",
            en: "Nothing was changed. Try again in a few seconds.")
    }
}
