import CallRules
import Store

/// The reasons of the webhook log in words. They quote Phonet's data unchanged.
enum WebhookReasonStrings {
    static func of(_ reason: WebhookReason) -> LocalizedText {
        switch reason {
        case .unreadable(let reason): of(reason)
        case .unknown(let reason): of(reason)
        case .pause(isOn: true): LocalizedText(uk: "паузу ввімкнено", en: "pause set")
        case .pause(isOn: false): LocalizedText(uk: "паузу знято", en: "pause lifted")
        case .noItems: LocalizedText(uk: "у ньому нічого немає", en: "nothing in it")
        case .confirmedByHistory:
            LocalizedText(
                uk: "підтверджено історією Phonet", en: "confirmed by Phonet's history")
        case .mended(.readAsWindows1251):
            LocalizedText(
                uk: "текст не в UTF-8, прочитано як Windows-1251",
                en: "a text that is not UTF-8 was read as Windows-1251")
        case .mended(.replacedBytes):
            LocalizedText(
                uk: "нечитані байти тексту замінено знаком �",
                en: "unreadable bytes of a text were replaced by �")
        case .foreignAccount(let domain):
            LocalizedText(
                uk: "це повідомлення іншого акаунта Phonet: \(domain)",
                en: "a message of another Phonet account: \(domain)")
        case .plainAddress:
            LocalizedText(
                uk: "надійшло на адресу без секрету, а приймаються лише секретні адреси",
                en: "came to an address without a secret, and only secret addresses are accepted")
        case .cut(let bytes):
            LocalizedText(
                uk: "збережено лише початок тіла, у якому було байтів: \(bytes)",
                en: "only the start of a body of \(bytes) bytes was kept")
        case .implausibleTime:
            LocalizedText(
                uk: "час у повідомленні неправдоподібний, взято час надходження",
                en: "a time in the message is not plausible, the time of arrival counts")
        }
    }

    static func of(_ reason: UnreadableReason) -> LocalizedText {
        switch reason {
        case .emptyBody: LocalizedText(uk: "тіло порожнє", en: "the body is empty")
        case .notUTF8: LocalizedText(uk: "тіло – не UTF-8", en: "the body is not valid UTF-8")
        case .fieldNotUTF8:
            LocalizedText(uk: "поле форми – не UTF-8", en: "a form field is not valid UTF-8")
        case .notAForm: LocalizedText(uk: "не JSON і не форма", en: "neither JSON nor a form")
        case .multipartBrokenOff:
            LocalizedText(uk: "тіло multipart обривається", en: "the multipart body breaks off")
        case .malformedJSON(let offset):
            LocalizedText(
                uk: "помилка в JSON на байті \(offset)", en: "malformed JSON at byte \(offset)")
        case .jsonBrokenOff(let offset):
            LocalizedText(
                uk: "JSON обривається на байті \(offset)",
                en: "the JSON breaks off at byte \(offset)")
        case .tooManyItems(let limit):
            LocalizedText(uk: "більше ніж \(limit) елементів", en: "more than \(limit) items")
        case .tooManyFields(let limit):
            LocalizedText(
                uk: "форма, у якій більше ніж \(limit) полів",
                en: "a form with more than \(limit) fields")
        case .nestedTooDeep(let limit):
            LocalizedText(
                uk: "вкладено глибше ніж \(limit) рівнів", en: "nested deeper than \(limit) levels")
        case .compressed(let format):
            LocalizedText(
                uk: "тіло стиснуте (\(format.rawValue))",
                en: "the body is compressed (\(format.rawValue))")
        }
    }

    static func of(_ reason: UnknownReason) -> LocalizedText {
        switch reason {
        case .emptyList: return LocalizedText(uk: "порожній список", en: "an empty list")
        case .notAnObject:
            return LocalizedText(
                uk: "елемент, що не є об’єктом", en: "an item that is no object")
        case .unknownEvent(let event):
            return LocalizedText(
                uk: "подія \"\(event)\" невідома", en: "the event \"\(event)\" is not known")
        case .noKnownShape:
            return LocalizedText(
                uk: "ні подія, ні повна інформація, ні запит про номер",
                en: "neither an event, nor a record, nor a question for a number")
        case .eventWithDirection(let kind, let value):
            let value = direction(value)
            return LocalizedText(
                uk: "\(kind.rawValue) з lgDirection \(value.uk)",
                en: "\(kind.rawValue) with lgDirection \(value.en)")
        case .eventWithoutUUID(let kind):
            return LocalizedText(
                uk: "\(kind.rawValue) без придатного uuid",
                en: "\(kind.rawValue) without a usable uuid")
        case .recordOfPause:
            return LocalizedText(
                uk: "повна інформація про паузу, не про дзвінок",
                en: "a record of a pause, not of a call")
        case .recordWithDirection(let value):
            let value = direction(value)
            return LocalizedText(
                uk: "повна інформація з lgDirection \(value.uk)",
                en: "a record with lgDirection \(value.en)")
        case .recordWithoutUUID:
            return LocalizedText(
                uk: "повна інформація без придатного uuid", en: "a record without a usable uuid")
        case .queryWithoutNumber:
            return LocalizedText(
                uk: "у запиті немає otherLegNum", en: "the query has no otherLegNum")
        }
    }

    private static func direction(_ value: String?) -> LocalizedText {
        value.map { LocalizedText(uk: $0, en: $0) }
            ?? LocalizedText(uk: "невідомого типу", en: "of no type we know")
    }
}
