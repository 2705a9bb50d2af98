/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open document: its versions, its tape, and its view. Edits and undo are in cr-document-edits.c, loading and saving in
 * cr-document-file.c, where its timeline stands in cr-document-timeline.c. */
#include "cr-data-file.h"
#include "cr-document-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_FILE,
  PROP_TITLE,
  PROP_MODIFIED,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  N_PROPERTIES
};

enum
{
  CHANGED,
  WRITTEN,
  SAVED,
  CHANGED_ON_DISK,
  POSITION_CHANGED,
  VIEW_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (CrDocument, cr_document, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* --- What the properties say --- */

static gboolean
find_modified (CrDocument *document)
{
  return cr_history_is_modified (document->history) ||
         (document->preview != NULL && document->preview != cr_history_get_current (document->history));
}

static char *
dup_title (CrDocument *document)
{
  const char *title = cr_graph_get_title (cr_document_get_graph (document));

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (document->file == NULL)
    return g_strdup (_("Untitled"));

  g_autofree char *name = g_file_get_basename (document->file);

  return g_filename_display_name (name);
}

static void
set_string (CrDocument *document, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (document), properties[property]);
}

/* Looks at everything anew and notifies of what is another than before. */
static void
update_properties (CrDocument *document)
{
  g_autofree char *title = dup_title (document);
  gboolean modified = find_modified (document);

  g_object_freeze_notify (G_OBJECT (document));
  set_string (document, &document->title, title, PROP_TITLE);
  set_string (document, &document->undo_name, cr_history_get_undo_name (document->history), PROP_UNDO_NAME);
  set_string (document, &document->redo_name, cr_history_get_redo_name (document->history), PROP_REDO_NAME);
  if (document->modified != modified)
    {
      document->modified = modified;
      g_object_notify_by_pspec (G_OBJECT (document), properties[PROP_MODIFIED]);
    }
  g_object_thaw_notify (G_OBJECT (document));
}

void
cr_document_tell_state (CrDocument *document)
{
  update_properties (document);
}

void
cr_document_tell_changed (CrDocument *document, CrGraph *before)
{
  g_object_ref (document);
  update_properties (document);
  if (before != cr_document_get_graph (document))
    g_signal_emit (document, signals[CHANGED], 0, before);
  cr_graph_unref (before);
  g_object_unref (document);
}

void
cr_document_mark_saved (CrDocument *document, const CrGraph *graph, GFile *file, const char *etag)
{
  gboolean is_other_file = document->file == NULL || !g_file_equal (document->file, file);

  g_object_ref (document);
  cr_history_mark_saved (document->history, graph);
  g_free (document->etag);
  document->etag = g_strdup (etag);
  g_set_object (&document->file, file);
  g_clear_pointer (&document->told_etag, g_free);
  if (is_other_file)
    {
      cr_document_watch_disk (document);
      g_object_notify_by_pspec (G_OBJECT (document), properties[PROP_FILE]);
    }
  update_properties (document);
  g_signal_emit (document, signals[WRITTEN], 0);
  if (!document->modified)
    g_signal_emit (document, signals[SAVED], 0);
  g_object_unref (document);
}

/* --- The object --- */

static void
cr_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CrDocument *document = CR_DOCUMENT (object);

  switch (id)
    {
    case PROP_FILE:
      g_value_set_object (value, document->file);
      break;
    case PROP_TITLE:
      g_value_set_string (value, document->title);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, document->modified);
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, document->undo_name);
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, document->redo_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cr_document_finalize (GObject *object)
{
  CrDocument *document = CR_DOCUMENT (object);

  g_clear_pointer (&document->timeline, cr_timeline_free);
  g_clear_pointer (&document->tape, cr_tape_free);
  g_clear_pointer (&document->data, cr_data_unref);
  g_clear_pointer (&document->preview, cr_graph_unref);
  g_clear_pointer (&document->history, cr_history_free);
  g_clear_object (&document->file);
  g_queue_clear_full (&document->saves, g_object_unref);
  cr_document_stop_watching (document);
  g_free (document->told_etag);
  g_free (document->etag);
  g_free (document->gesture_name);
  g_free (document->title);
  g_free (document->undo_name);
  g_free (document->redo_name);
  G_OBJECT_CLASS (cr_document_parent_class)->finalize (object);
}

static void
cr_document_class_init (CrDocumentClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cr_document_get_property;
  object_class->finalize = cr_document_finalize;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[CHANGED] = g_signal_new ("changed", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[WRITTEN] = g_signal_new ("written", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED_ON_DISK] =
      g_signal_new ("changed-on-disk", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SAVED] = g_signal_new ("saved", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POSITION_CHANGED] = g_signal_new ("position-changed", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", CR_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_document_init (CrDocument *document)
{
  document->position = CR_POSITION_END;
  g_queue_init (&document->saves);
}

CrDocument *
cr_document_new (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();

  return cr_document_new_for_graph (empty);
}

CrDocument *
cr_document_new_for_graph (const CrGraph *graph)
{
  CrDocument *document = g_object_new (CR_TYPE_DOCUMENT, NULL);

  document->history = cr_history_new (graph);
  document->view = document->written_view = cr_graph_get_parts (graph)->view;
  update_properties (document);
  return document;
}

CrDocument *
cr_document_new_recovered (const CrGraph *graph, const CrData *data, GFile *file, const char *etag)
{
  CrDocument *document = cr_document_new_for_graph (graph);
  g_autoptr (CrGraph) never_shown = cr_graph_new ();

  cr_history_mark_saved (document->history, never_shown);
  document->data = data != NULL ? cr_data_ref (data) : NULL;
  g_set_object (&document->file, file);
  document->etag = g_strdup (etag);
  cr_document_watch_disk (document);
  cr_document_look_at_disk (document); /* much may have happened since */
  update_properties (document);
  return document;
}

GFile *
cr_document_get_file (CrDocument *document)
{
  return document->file;
}

const char *
cr_document_get_title (CrDocument *document)
{
  return document->title;
}

gboolean
cr_document_is_modified (CrDocument *document)
{
  return document->modified;
}

const CrGraph *
cr_document_get_graph (CrDocument *document)
{
  return document->preview != NULL ? document->preview : cr_history_get_current (document->history);
}

/* Makes or reads the data that @graph names, unless they are at hand; whether they are others than before. */
static gboolean
update_data (CrDocument *document, const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  gboolean had_data = document->data != NULL;

  if (had_data && training != NULL && cr_data_serves (document->data, training))
    return FALSE;

  g_autoptr (GFile) folder = document->file != NULL ? g_file_get_parent (document->file) : NULL;

  g_clear_pointer (&document->data, cr_data_unref);
  document->data = cr_data_load (graph, folder, FALSE);
  document->has_row = FALSE;
  return had_data || document->data != NULL;
}

static void
bind_row (CrDocument *document)
{
  if (document->has_row)
    cr_data_bind (document->data, document->tape, &document->row, 1);
  else
    cr_data_bind_example (document->data, document->tape, 0);
  document->is_run = FALSE;
}

/* Brings the tape to @graph, its inputs that name features bound to the example that is shown. */
static void
update_tape (CrDocument *document, const CrGraph *graph)
{
  gboolean is_compiled = TRUE;

  document->is_run = FALSE;
  if (document->tape == NULL)
    document->tape = cr_tape_new (graph);
  else
    is_compiled = cr_tape_update (document->tape, graph);
  if (update_data (document, graph) || is_compiled)
    bind_row (document);
}

CrTape *
cr_document_get_tape (CrDocument *document)
{
  const CrGraph *graph = cr_document_get_graph (document);

  if (document->tape == NULL || cr_tape_get_graph (document->tape) != graph)
    update_tape (document, graph);
  cr_document_run_tape (document);
  return document->tape;
}

const CrData *
cr_document_get_data (CrDocument *document)
{
  g_return_val_if_fail (CR_IS_DOCUMENT (document), NULL);

  cr_document_get_tape (document);
  return document->data;
}

void
cr_document_show_row (CrDocument *document, guint32 row)
{
  const CrData *data = cr_document_get_data (document);

  g_return_if_fail (data != NULL && data->table != NULL && row < cr_table_get_n_examples (data->table));

  document->row = row;
  document->has_row = TRUE;
  bind_row (document);
  g_signal_emit (document, signals[CHANGED], 0, cr_document_get_graph (document));
}

gboolean
cr_document_get_row (CrDocument *document, guint32 *row)
{
  const CrData *data = cr_document_get_data (document);

  if (data == NULL || data->table == NULL || (!document->has_row && data->split.n_train == 0))
    return FALSE;
  *row = document->has_row ? document->row : data->split.rows[0];
  return TRUE;
}

/* --- The view --- */

/* As the writer sees it. */
static gboolean
is_same_view (const CrView *a, const CrView *b)
{
  return a->given == b->given && a->zoom == b->zoom && a->center.x == b->center.x && a->center.y == b->center.y
         && a->fixed_decimals == b->fixed_decimals && a->n_digits == b->n_digits && a->wires == b->wires
         && a->weight_width == b->weight_width;
}

gboolean
cr_document_has_other_view (CrDocument *document)
{
  g_return_val_if_fail (CR_IS_DOCUMENT (document), FALSE);

  return !is_same_view (&document->view, &document->written_view);
}

const CrView *
cr_document_get_view (CrDocument *document)
{
  return &document->view;
}

void
cr_document_set_view (CrDocument *document, const CrView *view)
{
  CrView before;

  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (view->zoom > 0);

  before = document->view;
  document->view = *view;
  if (before.fixed_decimals != view->fixed_decimals || before.n_digits != view->n_digits || before.wires != view->wires
      || before.weight_width != view->weight_width)
    g_signal_emit (document, signals[VIEW_CHANGED], 0);
}
