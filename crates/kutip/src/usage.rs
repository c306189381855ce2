//! What is wrong with a command line, in Indonesian: the flags' own reader speaks English alone.

use crate::exit::Exit;
use crate::notices;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use kutip::Tongue;

/// Says it and gives the exit status; help and version are no faults and are said as they are.
pub(crate) fn refuse(error: &clap::Error) -> Exit {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let shown = matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    match indonesian(error).filter(|_| !asked && !shown && notices::tongue() == Tongue::Indonesian) {
        Some(message) => notices::usage(&message),
        None => {
            // Nobody is left to be told where the stream is closed.
            let _ = error.print();
        }
    }
    if asked { Exit::Done } else { Exit::Usage }
}

/// The message without the word for its severity; `None` for a kind that has none here.
fn indonesian(error: &clap::Error) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let found = match error.kind() {
        ErrorKind::UnknownArgument => format!("argumen '{argument}' tidak dikenal"),
        ErrorKind::InvalidSubcommand => {
            format!("perintah '{}' tidak dikenal", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("argumen wajib belum diberikan: {argument}"),
        ErrorKind::MissingSubcommand => "perintah belum diberikan".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("'{argument}' perlu sebuah nilai"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("nilai '{value}' untuk '{argument}' tidak sah")
        }
        ErrorKind::ArgumentConflict => {
            format!("'{argument}' tidak dapat dipakai bersama {}", context(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("nilai '{value}' untuk '{argument}' berlebih"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("jumlah nilai untuk '{argument}' tidak sesuai")
        }
        ErrorKind::NoEquals => format!("nilai untuk '{argument}' harus ditulis dengan ="),
        ErrorKind::InvalidUtf8 => "argumen bukan UTF-8".to_owned(),
        _ => return None,
    };
    let close: Vec<String> =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .map(context)
            .into_iter()
            .filter(|close| !close.is_empty())
            .collect();
    let valid = context(ContextKind::ValidValue);
    let mut remedies = Vec::new();
    if !close.is_empty() {
        remedies.push(format!("maksud Anda {}?", close.join(", ")));
    }
    if !valid.is_empty() {
        remedies.push(format!("pilihan: {valid}"));
    }
    remedies.push("selengkapnya dengan --help".to_owned());
    Some(format!("{found}\n  → {}", remedies.join("\n  → ")))
}
