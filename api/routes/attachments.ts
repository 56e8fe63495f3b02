import { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import type { FileStore } from '../../core/files/file-store.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { mayReadWords, visibleAttachments } from '../policy.ts';

/** What a browser may show in place; everything else is handed over as a file. */
const shown = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** Photographs, recordings and films that citizens sent, for those who may see the case and the citizen's words. */
export function attachmentEndpoints(db: PrismaClient, files: FileStore): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/attachments/{id}',
      summary: '诉求的图片或文件',
      access: 'signed-in',
      params: z.object({ id: z.uuid() }),
      answers: { status: 200, description: '文件内容' },
      async handle({ params, user, response }) {
        const attachment = await db.attachment.findFirst({
          where: { AND: [{ id: params.id }, visibleAttachments(user)] },
        });
        if (!attachment || !mayReadWords(user)) throw new MinqingError('not_found', '没有找到这个文件');
        const found = await files.open(attachment.storedAs ?? attachment.sha256);
        if (!found) throw new MinqingError('not_found', '文件已经不在了');
        const inline = shown.includes(attachment.mimeType);
        response.set({
          'Content-Type': inline ? attachment.mimeType : 'application/octet-stream',
          'Content-Length': String(found.bytes),
          'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(attachment.fileName)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'private, max-age=3600',
        });
        found.stream.on('error', () => response.destroy()).pipe(response);
        response.on('close', () => found.stream.destroy());
      },
    }),
  ];
}
