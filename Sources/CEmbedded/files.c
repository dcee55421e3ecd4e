// #embed of C23: clang compiles the bytes in, and a changed file rebuilds this one.
// Every file below config/ has its line here; a test compares the list with the folder.
#include "CEmbedded.h"

static const unsigned char given_names_txt[] = {
#embed "given-names.txt"
};
static const unsigned char regions_tsv[] = {
#embed "regions.tsv"
};
static const unsigned char config_calendars_ru_json5[] = {
#embed "../../config/calendars/ru.json5"
};
static const unsigned char config_events_annual_meeting_attachments_letter_pdf[] = {
#embed "../../config/events/annual-meeting/attachments/letter.pdf"
};
static const unsigned char config_events_annual_meeting_attachments_letter_txt[] = {
#embed "../../config/events/annual-meeting/attachments/letter.txt"
};
static const unsigned char config_events_annual_meeting_event_json5[] = {
#embed "../../config/events/annual-meeting/event.json5"
};
static const unsigned char config_events_annual_meeting_templates__contacts_en_md[] = {
#embed "../../config/events/annual-meeting/templates/_contacts.en.md"
};
static const unsigned char config_events_annual_meeting_templates__contacts_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/_contacts.ru.md"
};
static const unsigned char config_events_annual_meeting_templates__official_en_md[] = {
#embed "../../config/events/annual-meeting/templates/_official.en.md"
};
static const unsigned char config_events_annual_meeting_templates__official_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/_official.ru.md"
};
static const unsigned char config_events_annual_meeting_templates__signature_en_md[] = {
#embed "../../config/events/annual-meeting/templates/_signature.en.md"
};
static const unsigned char config_events_annual_meeting_templates__signature_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/_signature.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_cancellation_en_md[] = {
#embed "../../config/events/annual-meeting/templates/cancellation.en.md"
};
static const unsigned char config_events_annual_meeting_templates_cancellation_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/cancellation.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_change_en_md[] = {
#embed "../../config/events/annual-meeting/templates/change.en.md"
};
static const unsigned char config_events_annual_meeting_templates_change_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/change.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_confirmation_en_md[] = {
#embed "../../config/events/annual-meeting/templates/confirmation.en.md"
};
static const unsigned char config_events_annual_meeting_templates_confirmation_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/confirmation.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_event_cancelled_en_md[] = {
#embed "../../config/events/annual-meeting/templates/event-cancelled.en.md"
};
static const unsigned char config_events_annual_meeting_templates_event_cancelled_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/event-cancelled.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_invitation_en_md[] = {
#embed "../../config/events/annual-meeting/templates/invitation.en.md"
};
static const unsigned char config_events_annual_meeting_templates_invitation_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/invitation.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_last_call_en_md[] = {
#embed "../../config/events/annual-meeting/templates/last-call.en.md"
};
static const unsigned char config_events_annual_meeting_templates_last_call_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/last-call.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_reminder_day_en_md[] = {
#embed "../../config/events/annual-meeting/templates/reminder-day.en.md"
};
static const unsigned char config_events_annual_meeting_templates_reminder_day_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/reminder-day.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_reminder_week_en_md[] = {
#embed "../../config/events/annual-meeting/templates/reminder-week.en.md"
};
static const unsigned char config_events_annual_meeting_templates_reminder_week_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/reminder-week.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_thanks_en_md[] = {
#embed "../../config/events/annual-meeting/templates/thanks.en.md"
};
static const unsigned char config_events_annual_meeting_templates_thanks_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/thanks.ru.md"
};
static const unsigned char config_events_annual_meeting_templates_waitlist_en_md[] = {
#embed "../../config/events/annual-meeting/templates/waitlist.en.md"
};
static const unsigned char config_events_annual_meeting_templates_waitlist_ru_md[] = {
#embed "../../config/events/annual-meeting/templates/waitlist.ru.md"
};
static const unsigned char config_languages_de_json5[] = {
#embed "../../config/languages/de.json5"
};
static const unsigned char config_languages_kk_json5[] = {
#embed "../../config/languages/kk.json5"
};
static const unsigned char config_languages_pt_json5[] = {
#embed "../../config/languages/pt.json5"
};
static const unsigned char config_vestnik_json5[] = {
#embed "../../config/vestnik.json5"
};

#define FILE(path, bytes) {path, bytes, sizeof bytes}

static const embedded_file files[] = {
    FILE("given-names.txt", given_names_txt),
    FILE("regions.tsv", regions_tsv),
    FILE("config/calendars/ru.json5", config_calendars_ru_json5),
    FILE("config/events/annual-meeting/attachments/letter.pdf", config_events_annual_meeting_attachments_letter_pdf),
    FILE("config/events/annual-meeting/attachments/letter.txt", config_events_annual_meeting_attachments_letter_txt),
    FILE("config/events/annual-meeting/event.json5", config_events_annual_meeting_event_json5),
    FILE("config/events/annual-meeting/templates/_contacts.en.md", config_events_annual_meeting_templates__contacts_en_md),
    FILE("config/events/annual-meeting/templates/_contacts.ru.md", config_events_annual_meeting_templates__contacts_ru_md),
    FILE("config/events/annual-meeting/templates/_official.en.md", config_events_annual_meeting_templates__official_en_md),
    FILE("config/events/annual-meeting/templates/_official.ru.md", config_events_annual_meeting_templates__official_ru_md),
    FILE("config/events/annual-meeting/templates/_signature.en.md", config_events_annual_meeting_templates__signature_en_md),
    FILE("config/events/annual-meeting/templates/_signature.ru.md", config_events_annual_meeting_templates__signature_ru_md),
    FILE("config/events/annual-meeting/templates/cancellation.en.md", config_events_annual_meeting_templates_cancellation_en_md),
    FILE("config/events/annual-meeting/templates/cancellation.ru.md", config_events_annual_meeting_templates_cancellation_ru_md),
    FILE("config/events/annual-meeting/templates/change.en.md", config_events_annual_meeting_templates_change_en_md),
    FILE("config/events/annual-meeting/templates/change.ru.md", config_events_annual_meeting_templates_change_ru_md),
    FILE("config/events/annual-meeting/templates/confirmation.en.md", config_events_annual_meeting_templates_confirmation_en_md),
    FILE("config/events/annual-meeting/templates/confirmation.ru.md", config_events_annual_meeting_templates_confirmation_ru_md),
    FILE("config/events/annual-meeting/templates/event-cancelled.en.md", config_events_annual_meeting_templates_event_cancelled_en_md),
    FILE("config/events/annual-meeting/templates/event-cancelled.ru.md", config_events_annual_meeting_templates_event_cancelled_ru_md),
    FILE("config/events/annual-meeting/templates/invitation.en.md", config_events_annual_meeting_templates_invitation_en_md),
    FILE("config/events/annual-meeting/templates/invitation.ru.md", config_events_annual_meeting_templates_invitation_ru_md),
    FILE("config/events/annual-meeting/templates/last-call.en.md", config_events_annual_meeting_templates_last_call_en_md),
    FILE("config/events/annual-meeting/templates/last-call.ru.md", config_events_annual_meeting_templates_last_call_ru_md),
    FILE("config/events/annual-meeting/templates/reminder-day.en.md", config_events_annual_meeting_templates_reminder_day_en_md),
    FILE("config/events/annual-meeting/templates/reminder-day.ru.md", config_events_annual_meeting_templates_reminder_day_ru_md),
    FILE("config/events/annual-meeting/templates/reminder-week.en.md", config_events_annual_meeting_templates_reminder_week_en_md),
    FILE("config/events/annual-meeting/templates/reminder-week.ru.md", config_events_annual_meeting_templates_reminder_week_ru_md),
    FILE("config/events/annual-meeting/templates/thanks.en.md", config_events_annual_meeting_templates_thanks_en_md),
    FILE("config/events/annual-meeting/templates/thanks.ru.md", config_events_annual_meeting_templates_thanks_ru_md),
    FILE("config/events/annual-meeting/templates/waitlist.en.md", config_events_annual_meeting_templates_waitlist_en_md),
    FILE("config/events/annual-meeting/templates/waitlist.ru.md", config_events_annual_meeting_templates_waitlist_ru_md),
    FILE("config/languages/de.json5", config_languages_de_json5),
    FILE("config/languages/kk.json5", config_languages_kk_json5),
    FILE("config/languages/pt.json5", config_languages_pt_json5),
    FILE("config/vestnik.json5", config_vestnik_json5),
};

const embedded_file *embedded_file_at(int index) {
    return index >= 0 && (size_t)index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
