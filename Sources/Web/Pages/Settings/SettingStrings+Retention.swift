import CallRules
import Store

extension SettingStrings {
    static let retention = [
        "keep_calls_days": SettingStrings(
            label: LocalizedText(uk: "Дзвінки, днів", en: "Calls, days"),
            help: LocalizedText(
                uk: """
                    0 або від 91. Зі старшими дзвінками зникають їхні рішення, сповіщення, повідомлення й \
                    рядки у статистиці; клієнти та ліди залишаються.
                    """,
                en: """
                    0, or 91 and more. With older calls go their decisions, notices, messages and their \
                    part of the statistics; clients and leads stay.
                    """)),
        "keep_messages_days": SettingStrings(
            label: LocalizedText(uk: "Журнал Phonet, днів", en: "Phonet log, days"),
            help: LocalizedText(
                uk: "0 або від 7. Тіла вебхуків потрібні лише для пошуку помилок.",
                en: "0, or 7 and more. Bodies of webhooks are needed only for finding errors.")),
        "keep_notices_days": SettingStrings(
            label: LocalizedText(uk: "Сповіщення й пуші, днів", en: "Notices and pushes, days"),
            help: LocalizedText(uk: "0 або від 7.", en: "0, or 7 and more.")),
        "keep_audit_days": SettingStrings(
            label: LocalizedText(uk: "Аудит, днів", en: "Audit, days"),
            help: LocalizedText(
                uk: "0 або від 365: рядки, молодші за рік, не видаляються ніколи.",
                en: "0, or 365 and more: entries younger than a year are never deleted.")),
        "keep_comparisons_days": SettingStrings(
            label: LocalizedText(
                uk: "Звірки з Phonet, днів", en: "Reconciliations with Phonet, days"),
            help: LocalizedText(uk: "0 або від 30.", en: "0, or 30 and more.")),
        "keep_events_days": SettingStrings(
            label: LocalizedText(
                uk: "Журнал подій для CRM, днів", en: "Event log for the CRM, days"),
            help: LocalizedText(
                uk: """
                    0 або від 7. CRM, яка не читала події довше, мусить порівняти всі картки й дзвінки наново.
                    """,
                en: """
                    0, or 7 and more. A CRM that has not read the events for longer has to compare all \
                    cards and calls anew.
                    """)),
        "keep_recordings_days": SettingStrings(
            label: LocalizedText(
                uk: "Копії записів розмов, днів", en: "Copies of recordings, days"),
            help: LocalizedText(
                uk: """
                    0 – записи залишаються лише в Phonet. Інакше сервер бере копію кожного нового запису й \
                    зберігає її стільки днів, навіть якщо Phonet видалить свій. Зміна на 0 видаляє копії.
                    """,
                en: """
                    0: recordings stay at Phonet alone. Else the server copies each new recording and keeps \
                    it so many days, also when Phonet deletes its own. A change to 0 deletes the copies.
                    """)),
        "keep_recordings_gigabytes": SettingStrings(
            label: LocalizedText(uk: "Копії записів, ГБ", en: "Copies of recordings, GB"),
            help: LocalizedText(
                uk:
                    "Найбільше місця для всіх копій разом, 1–10 000; коли його бракує, видаляються найстаріші.",
                en:
                    "The most room of all copies together, 1–10,000; beyond it the oldest are deleted."
            )),
    ]
}
