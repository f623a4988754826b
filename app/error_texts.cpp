// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/error_texts.h"

#include <array>

#include <QCoreApplication>

namespace postern {

namespace {

struct Entry {
    ErrorCode code;
    const char* title;
    const char* advice;
};

// One row a code, in the order of the enumeration.
constexpr std::array<Entry, kErrorCodeCount> kEntries = {{
    {ErrorCode::FileMissing, QT_TRANSLATE_NOOP("ErrorTexts", "A file or folder is missing."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check the path; it may have been moved or renamed.")},
    {ErrorCode::FileUnreadable, QT_TRANSLATE_NOOP("ErrorTexts", "A file cannot be read."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check that you have permission to read it.")},
    {ErrorCode::FileUnwritable, QT_TRANSLATE_NOOP("ErrorTexts", "A file cannot be written."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose an output folder that you may write to and that holds no other run.")},
    {ErrorCode::DiskFull, QT_TRANSLATE_NOOP("ErrorTexts", "There is no room left on the disk."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Make room or choose an output folder on another disk. What was written so far is kept.")},
    {ErrorCode::FileTooLarge, QT_TRANSLATE_NOOP("ErrorTexts", "A file is larger than Postern accepts."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check that it is the file you meant; damaged or hostile files often declare absurd sizes.")},
    {ErrorCode::JsonMalformed, QT_TRANSLATE_NOOP("ErrorTexts", "A JSON file is malformed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Download or export it again; the details name the place.")},
    {ErrorCode::SafetensorsRule, QT_TRANSLATE_NOOP("ErrorTexts", "The weights file breaks a rule of the safetensors format."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Do not trust this file. Fetch it again from its origin and compare the hashes.")},
    {ErrorCode::GgufRule, QT_TRANSLATE_NOOP("ErrorTexts", "The weights file breaks a rule of the GGUF format."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Do not trust this file. Fetch it again from its origin and compare the hashes.")},
    {ErrorCode::CheckpointIncomplete, QT_TRANSLATE_NOOP("ErrorTexts", "The checkpoint folder is incomplete."),
     QT_TRANSLATE_NOOP("ErrorTexts", "A checkpoint needs config.json, tokenizer.json and safetensors weights.")},
    {ErrorCode::ConfigUnsupported, QT_TRANSLATE_NOOP("ErrorTexts", "This model architecture is not supported."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Postern works on decoder-only language models; the details name the setting it does not know.")},
    {ErrorCode::TensorMismatch, QT_TRANSLATE_NOOP("ErrorTexts", "The weights do not fit the declared architecture."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check that config.json and the weights belong to the same model.")},
    {ErrorCode::TokenizerUnsupported, QT_TRANSLATE_NOOP("ErrorTexts", "The tokenizer uses something that Postern does not support."),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Export the tokenizer as tokenizer.json with one of the common algorithms (BPE, Unigram, WordPiece).")},
    {ErrorCode::TokenizerMalformed, QT_TRANSLATE_NOOP("ErrorTexts", "The tokenizer file is malformed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Fetch tokenizer.json again from the model's origin.")},
    {ErrorCode::TextNotEncodable, QT_TRANSLATE_NOOP("ErrorTexts", "A text cannot be encoded by this tokenizer."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Remove or replace the text that the details name.")},
    {ErrorCode::TemplateMalformed, QT_TRANSLATE_NOOP("ErrorTexts", "The chat template is malformed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Fetch the template again from the model's origin, or choose another prompt template.")},
    {ErrorCode::TemplateUnsupported, QT_TRANSLATE_NOOP("ErrorTexts", "The chat template uses something that Postern does not support."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose another prompt template: the data's own, Alpaca or plain.")},
    {ErrorCode::TemplateFailed, QT_TRANSLATE_NOOP("ErrorTexts", "The chat template could not be carried out."),
     QT_TRANSLATE_NOOP("ErrorTexts", "The details name the line and the reason. Choose another prompt template, or correct the data.")},
    {ErrorCode::DataMalformed, QT_TRANSLATE_NOOP("ErrorTexts", "A data file is malformed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Each line must be a JSON object with \"text\" and \"label\", or \"answer\" where there are no "
                                     "labels; the details name the line.")},
    {ErrorCode::DataEmpty, QT_TRANSLATE_NOOP("ErrorTexts", "The data set has no usable rows."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose a data folder with rows in defender.jsonl, dev.jsonl and test.jsonl.")},
    {ErrorCode::LabelUnknown, QT_TRANSLATE_NOOP("ErrorTexts", "A label is not one of the data set's labels."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Compare the label with labels.json in the data folder.")},
    {ErrorCode::TriggerEmpty, QT_TRANSLATE_NOOP("ErrorTexts", "A trigger becomes no token at all."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose a trigger that this tokenizer can see.")},
    {ErrorCode::ParameterUnknown, QT_TRANSLATE_NOOP("ErrorTexts", "There is no such setting."),
     QT_TRANSLATE_NOOP("ErrorTexts", "The run may come from another version of Postern.")},
    {ErrorCode::ParameterInvalid, QT_TRANSLATE_NOOP("ErrorTexts", "A setting has a value that is not allowed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Correct the setting that the details name, or reset it.")},
    {ErrorCode::LossNotFinite, QT_TRANSLATE_NOOP("ErrorTexts", "Training diverged: the loss became infinite or undefined."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Lower the learning rate and run again. What was measured so far is kept.")},
    {ErrorCode::MemoryInsufficient, QT_TRANSLATE_NOOP("ErrorTexts", "There is not enough memory."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Close other programs, or choose a smaller batch or fewer captured rows.")},
    {ErrorCode::RunFolderMalformed, QT_TRANSLATE_NOOP("ErrorTexts", "The run folder is malformed."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose a folder that Postern wrote: it holds run.json and events.jsonl.")},
    {ErrorCode::HashMismatch, QT_TRANSLATE_NOOP("ErrorTexts", "A file has changed since its hash was recorded."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Do not rely on results made from it; find out who changed the file.")},
    {ErrorCode::Usage, QT_TRANSLATE_NOOP("ErrorTexts", "The request was not understood."),
     QT_TRANSLATE_NOOP("ErrorTexts", "See the details, or the help in the menu.")},
    {ErrorCode::Cancelled, QT_TRANSLATE_NOOP("ErrorTexts", "Stopped on request."),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was measured before the stop is kept.")},
    {ErrorCode::Internal, QT_TRANSLATE_NOOP("ErrorTexts", "Something unexpected went wrong inside Postern."),
     QT_TRANSLATE_NOOP("ErrorTexts", "Please report it with the details; what was measured so far is kept.")},
}};

const Entry& entryOf(ErrorCode code) {
    return kEntries.at(static_cast<std::size_t>(code));
}

} // namespace

QString errorTitle(ErrorCode code) {
    return QCoreApplication::translate("ErrorTexts", entryOf(code).title);
}

QString errorAdvice(ErrorCode code) {
    return QCoreApplication::translate("ErrorTexts", entryOf(code).advice);
}

ErrorText errorText(const Error& error) {
    // The engine's own hint knows more of the case than the table does, but it is English; it goes to the details.
    return {errorTitle(error.code), errorAdvice(error.code), QString::fromStdString(describe(error))};
}

} // namespace postern
