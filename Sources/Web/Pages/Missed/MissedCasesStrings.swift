import CallRules

/// The texts of the page of missed calls.
enum MissedCasesStrings {
    static let filters = LocalizedText(uk: "Які пропущені", en: "Which missed calls")
    static let waiting = LocalizedText(uk: "Чекають", en: "Waiting")
    static let endedToday = LocalizedText(uk: "Завершені сьогодні", en: "Ended today")
    static let mine = LocalizedText(uk: "Для мене", en: "For me")
    static let everybodys = LocalizedText(uk: "Усіх співробітників", en: "Everybody’s")

    static let longestFirst = LocalizedText(uk: "Найдовші спершу", en: "Longest first")
    static let newestFirst = LocalizedText(uk: "Найновіші спершу", en: "Newest first")

    static let anyHours = LocalizedText(uk: "Будь-коли", en: "At any time")
    static let withinHours = LocalizedText(uk: "У робочі години", en: "In working hours")
    static let outsideHours = LocalizedText(
        uk: "Поза робочими годинами", en: "Outside working hours")
    /// The clock of a case stands still until then.
    static func waitsFrom(_ opening: String) -> LocalizedText {
        LocalizedText(uk: "чекатиме з \(opening)", en: "waits from \(opening)")
    }

    static let waits = LocalizedText(uk: "Чекає", en: "Waits")
    static let result = LocalizedText(uk: "Чим завершено", en: "How it ended")
    static let anybody = LocalizedText(uk: "будь-хто", en: "anybody")
    static let action = LocalizedText(uk: "Дія", en: "Action")

    static let gotThrough = LocalizedText(uk: "додзвонилися самі", en: "they got through")
    static let calledBack = LocalizedText(uk: "передзвонили", en: "called back")
    static let other = LocalizedText(uk: "інше", en: "something else")

    static let closeCase = LocalizedText(uk: "Не передзвонювати", en: "Do not call back")
    static let whyClose = LocalizedText(uk: "Чому не передзвонюємо", en: "Why nobody calls back")
    static let choose = LocalizedText(uk: "Оберіть причину", en: "Choose a reason")
    static let chooseReason = LocalizedText(uk: "оберіть причину", en: "choose a reason")
    static let noteHelp = LocalizedText(
        uk: "Потрібна, якщо причина інша.", en: "Needed when the reason is something else.")
    static let reopen = LocalizedText(uk: "Відкрити знову", en: "Reopen")

    static let closed = LocalizedText(
        uk: "Закрито. Цей пропущений тепер серед завершених сьогодні.",
        en: "Closed. This missed call is now among those ended today.")
    static let reopened = LocalizedText(
        uk: "Закриття скасовано.", en: "The closing was taken back.")
    static let alreadyEnded = LocalizedText(
        uk: "Цей пропущений уже не чекав: на нього відповіли або його закрили раніше.",
        en: "This missed call waited no longer: it was returned or closed before.")
    static let notClosed = LocalizedText(
        uk: "Цей пропущений не був закритий.", en: "This missed call was not closed.")

    static let changed = LocalizedText(
        uk: "Цей пропущений тим часом змінився, тож нічого не зроблено. Ось що чекає зараз.",
        en: "This missed call changed meanwhile, so nothing was done. This is what waits now.")

    static let noneWaits = LocalizedText(uk: "Ніхто не чекає", en: "Nobody waits")
    static let noneWaitsForMe = LocalizedText(
        uk: "На Вас ніхто не чекає", en: "Nobody waits for you")
    static let noneWaitsNext = LocalizedText(
        uk: "Тут з’явиться кожен, хто не додзвонився, доки з ним не поговорять.",
        en: "Whoever did not get through appears here until somebody has talked with them.")
    static let showEverybodys = LocalizedText(
        uk: "Показати всі пропущені", en: "Show all missed calls")
    static let noneEnded = LocalizedText(
        uk: "Сьогодні ще нічого не завершено", en: "Nothing has ended today")
    static let noneEndedNext = LocalizedText(
        uk: "Тут будуть пропущені, на які сьогодні відповіли або які закрили.",
        en: "Missed calls that were returned or closed today will be here.")

    static func waits(_ span: String) -> LocalizedText {
        LocalizedText(uk: "чекає \(span)", en: "waits \(span)")
    }

    static func reason(_ reason: CaseClosing.Reason) -> LocalizedText {
        switch reason {
        case .spam: LocalizedText(uk: "спам", en: "spam")
        case .wrongNumber: LocalizedText(uk: "помилилися номером", en: "wrong number")
        case .solved: LocalizedText(uk: "вирішено інакше", en: "solved otherwise")
        case .other: other
        case .ignored: IgnoredNumbersStrings.isIgnored
        }
    }

    /// The count of open cases beside the name of the page.
    static func wait(_ count: String) -> LocalizedText {
        LocalizedText(uk: "Чекають: \(count)", en: "Waiting: \(count)")
    }
}
