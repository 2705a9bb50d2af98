/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as a few lines of code. */
#include "cr-gate-code.h"

#include "cr-program-private.h"

#include <string.h>

static const char *const operand_names[] = { "x", "y" };

/* What stands for a word of a template: forward by its name, backward what was kept. */
static void
append_word (GString *code, const CrNode *node, char word, gboolean is_kept)
{
  const char *self = is_kept ? "self." : "";
  double number = node->gate->n_attributes > 0 ? cr_node_get_number (node, node->gate->attributes[0].name) : 0;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  switch (word)
    {
    case 'a':
      g_string_append_printf (code, "%sx", self);
      break;
    case 'b':
      g_string_append_printf (code, "%sy", self);
      break;
    case 'y':
      g_string_append_printf (code, "%sz", self);
      break;
    case 'g':
      g_string_append (code, "dz");
      break;
    case 'f':
      if (number != 1)
        g_string_append_printf (code, "%s * ", g_ascii_dtostr (text, sizeof text, number));
      break;
    default: /* p; q is one less */
      g_string_append (code, g_ascii_dtostr (text, sizeof text, word == 'q' ? number == 0 ? 0 : number - 1 : number));
    }
}

static void
append_template (GString *code, const CrNode *node, const char *template, gboolean is_kept)
{
  for (const char *at = template; *at != '\0'; at++)
    if (*at == '$')
      append_word (code, node, *++at, is_kept);
    else
      g_string_append_c (code, *at);
}

static gboolean
mentions (const CrPiece *piece, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (piece->gradients); i++)
    if (piece->gradients[i] != NULL && strstr (piece->gradients[i], word) != NULL)
      return TRUE;
  return FALSE;
}

/* The pieces by which the gate is written here. */
static gboolean
find_piece (const CrNode *node, CrPiece *piece)
{
  const CrPieces *pieces = cr_gate_is_source (node->gate) ? NULL : cr_pieces_find (node->gate);

  if (pieces == NULL)
    return FALSE;
  *piece = pieces->numpy;
  switch (pieces->form)
    {
    case CR_FORM_PLAIN:
    case CR_FORM_CHAIN:
      return piece->value != NULL;
    case CR_FORM_SUM:
      *piece = (CrPiece) { "$a + $b", { "$g", "$g" } };
      return TRUE;
    case CR_FORM_PRODUCT:
      *piece = (CrPiece) { "$a @ $b", { "$g @ $b.T", "$a.T @ $g" } };
      return TRUE;
    case CR_FORM_TRANSPOSE:
      *piece = (CrPiece) { "$a.T", { "$g.T" } };
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_forward (GString *code, const CrNode *node, const CrPiece *piece, guint n_operands)
{
  static const char *const words[] = { "$a", "$b", "$y" }, *const names[] = { "x", "y", "z" };

  g_string_append_printf (code, "def forward(self, x%s):\n    z = ", n_operands > 1 ? ", y" : "");
  append_template (code, node, piece->value, FALSE);
  g_string_append_c (code, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (mentions (piece, words[i]))
      g_string_append_printf (code, "    self.%s = %s\n", names[i], names[i]);
  g_string_append (code, "    return z\n\n");
}

static void
append_backward (GString *code, const CrNode *node, const CrPiece *piece, guint n_operands)
{
  g_autoptr (GString) returned = g_string_new (NULL);

  g_string_append (code, "def backward(self, dz):\n");
  for (guint i = 0; i < n_operands; i++)
    {
      if (piece->gradients[i] == NULL)
        continue;
      g_string_append_printf (code, "    d%s = ", operand_names[i]);
      append_template (code, node, piece->gradients[i], TRUE);
      g_string_append_c (code, '\n');
      g_string_append_printf (returned, "%sd%s", returned->len > 0 ? ", " : "", operand_names[i]);
    }
  g_string_append_printf (code, "    return %s", returned->str);
}

char *
cr_gate_code_dup (const CrNode *node)
{
  CrPiece piece;
  GString *code;
  guint n_operands;

  g_return_val_if_fail (node != NULL, NULL);

  if (!find_piece (node, &piece))
    return NULL;
  n_operands = strstr (piece.value, "$b") != NULL ? 2 : 1;
  code = g_string_new (NULL);
  append_forward (code, node, &piece, n_operands);
  append_backward (code, node, &piece, n_operands);
  return g_string_free (code, FALSE);
}
