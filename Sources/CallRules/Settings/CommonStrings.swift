/// Texts that more than one target uses, each written once in both languages.
///
/// Texts used only on screens are in the target `Web`. `Tests/house/test_words.py` fails when a
/// text is written twice.
package enum CommonStrings {
    package static let calls = LocalizedText(uk: "Дзвінки", en: "Calls")
    package static let clients = LocalizedText(uk: "Клієнти", en: "Clients")
    package static let close = LocalizedText(uk: "Закрити", en: "Close")
    package static let company = LocalizedText(uk: "Компанія", en: "Company")
    package static let created = LocalizedText(uk: "Створено", en: "Created")
    /// What stands in the place of an outside number that is one of the company's own lines.
    package static func ownLine(_ line: String) -> LocalizedText {
        LocalizedText(uk: "власна лінія \(line)", en: "own line \(line)")
    }
    package static let hiddenNumber = LocalizedText(uk: "Номер приховано", en: "Hidden number")
    package static let incomingCall = LocalizedText(uk: "Вхідний дзвінок", en: "Incoming call")
    package static let leads = LocalizedText(uk: "Ліди", en: "Leads")
    package static let missedCall = LocalizedText(uk: "Пропущений дзвінок", en: "Missed call")
    package static let name = LocalizedText(uk: "Ім’я", en: "Name")
    package static let notices = LocalizedText(uk: "Сповіщення", en: "Notices")
    package static let telegram = LocalizedText(uk: "Telegram", en: "Telegram")
    package static let phonetLog = LocalizedText(uk: "Журнал Phonet", en: "Phonet log")
    package static let responsible = LocalizedText(uk: "Відповідальний", en: "Responsible")
    package static let savedViews = LocalizedText(uk: "Збережені подання", en: "Saved views")
    package static let source = LocalizedText(uk: "Джерело", en: "Source")
    package static let status = LocalizedText(uk: "Статус", en: "Status")
}
