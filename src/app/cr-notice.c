/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar below the header that tells of something that became of the document, and asks what to do about it. */
#include "cr-notice.h"

#include <glib/gi18n-lib.h>

struct _CrNotice
{
  AdwBin parent_instance;

  GtkInfoBar *bar;
  GtkLabel *label;
  GtkWidget *buttons[2];
  CrNoticeKind kind;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (CrNotice, cr_notice, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* The kinds as rows: what is said, and what can be answered. */
static const struct
{
  GtkMessageType type;
  const char *text;
  const char *answers[2];
} rows[] = {
  [CR_NOTICE_NONE] = { GTK_MESSAGE_INFO, NULL, { NULL } },
  [CR_NOTICE_RECOVERED] = { GTK_MESSAGE_INFO, N_("The changes of “%s” had not been saved when Chainrule ended. Here they are again."),
                            { N_("_Save"), N_("_Discard") } },
  [CR_NOTICE_CHANGED_ON_DISK] = { GTK_MESSAGE_WARNING, N_("Another program has changed “%s”. Reloading can be undone."),
                                  { N_("_Reload"), N_("_Keep What Is Here") } },
  [CR_NOTICE_GONE_FROM_DISK] = { GTK_MESSAGE_WARNING, N_("Another program has removed “%s”. It is still here, and can be saved again."),
                                 { N_("_Keep It"), NULL } },
  [CR_NOTICE_TOUR] = { GTK_MESSAGE_QUESTION, N_("New here? In two minutes you wire (x + y) · z yourself, and see its gradients."),
                       { N_("_Start the Tour"), N_("Not _Now") } },
};

static void
on_response (GtkInfoBar *bar, int response, CrNotice *self)
{
  CrNoticeKind kind = self->kind;

  cr_notice_show (self, CR_NOTICE_NONE, NULL);
  if (response == CR_NOTICE_ANSWER_FIRST || response == CR_NOTICE_ANSWER_SECOND)
    g_signal_emit (self, signals[ANSWERED], 0, kind, response);
}

static void
cr_notice_class_init (CrNoticeClass *class)
{
  signals[ANSWERED] =
      g_signal_new ("answered", CR_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

void
cr_notice_name_close_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    cr_notice_name_close_button (child);
}

static void
cr_notice_init (CrNotice *self)
{
  self->bar = GTK_INFO_BAR (gtk_info_bar_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->label));
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    self->buttons[i] = gtk_info_bar_add_button (self->bar, "", CR_NOTICE_ANSWER_FIRST + i);
  gtk_info_bar_set_show_close_button (self->bar, TRUE);
  cr_notice_name_close_button (GTK_WIDGET (self->bar));
  gtk_info_bar_set_revealed (self->bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  g_signal_connect (self->bar, "response", G_CALLBACK (on_response), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
}

void
cr_notice_show (CrNotice *notice, CrNoticeKind kind, const char *name)
{
  g_return_if_fail (CR_IS_NOTICE (notice));

  notice->kind = kind;
  if (kind != CR_NOTICE_NONE)
    {
      g_auto (GStrv) halves = g_strsplit (_(rows[kind].text), "%s", 2);
      g_autofree char *text = g_strjoinv (name, halves);

      gtk_label_set_text (notice->label, text);
      gtk_info_bar_set_message_type (notice->bar, rows[kind].type);
      for (guint i = 0; i < G_N_ELEMENTS (notice->buttons); i++)
        {
          const char *answer = rows[kind].answers[i];

          gtk_widget_set_visible (notice->buttons[i], answer != NULL);
          gtk_button_set_use_underline (GTK_BUTTON (notice->buttons[i]), TRUE);
          gtk_button_set_label (GTK_BUTTON (notice->buttons[i]), answer != NULL ? _(answer) : "");
          gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (notice->buttons[i]))), TRUE); /* in a narrow window */
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (notice->bar), kind != CR_NOTICE_NONE);
  gtk_info_bar_set_revealed (notice->bar, kind != CR_NOTICE_NONE);
}

CrNoticeKind
cr_notice_get_kind (CrNotice *notice)
{
  g_return_val_if_fail (CR_IS_NOTICE (notice), CR_NOTICE_NONE);

  return notice->kind;
}
