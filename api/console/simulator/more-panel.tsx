import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Outgoing, SimulatedCity } from './chat-shapes.ts';
import { shrinkPhoto } from './shrink-photo.ts';

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** The panel behind the plus sign: photographs, places and the codes of neighbourhoods. */
export function MorePanel({ city, onSend }: { city: SimulatedCity; onSend: (message: Outgoing) => void }) {
  const [open, setOpen] = useState<'location' | 'scan' | null>(null);
  const [problem, setProblem] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const sendPhotos = async (files: FileList | null) => {
    setProblem('');
    for (const file of files ?? []) {
      if (!pictures.includes(file.type)) {
        setProblem('只能发 JPG、PNG、GIF 或 WebP 图片');
        continue;
      }
      const photo = await shrinkPhoto(file);
      onSend({ kind: 'image', file: photo, preview: URL.createObjectURL(photo) });
    }
    if (picker.current) picker.current.value = '';
  };
  const send = (message: Outgoing) => {
    setOpen(null);
    onSend(message);
  };
  return (
    <fieldset className="more" aria-label="更多">
      <button type="button" onClick={() => picker.current?.click()}>
        照片
      </button>
      <button type="button" onClick={() => setOpen('location')}>
        位置
      </button>
      <button type="button" onClick={() => setOpen('scan')}>
        扫码
      </button>
      <input
        ref={picker}
        type="file"
        accept={pictures.join(',')}
        multiple
        hidden
        aria-label="选择照片"
        onChange={(event) => void sendPhotos(event.target.files)}
      />
      {problem && <p role="alert">{problem}</p>}
      <LocationDialog city={city} open={open === 'location'} onClose={() => setOpen(null)} onSend={send} />
      <ScanDialog city={city} open={open === 'scan'} onClose={() => setOpen(null)} onSend={send} />
    </fieldset>
  );
}

interface DialogProps {
  city: SimulatedCity;
  open: boolean;
  onClose: () => void;
  onSend: (message: Outgoing) => void;
}

const byName = { filterOption: true, optionFilterProp: 'label' } as const;
const optionsOf = ({ neighbourhoods }: SimulatedCity) =>
  neighbourhoods.map(({ sceneId, name }) => ({ value: sceneId, label: name }));

function LocationDialog({ city, open, onClose, onSend }: DialogProps) {
  const [form] = Form.useForm<{ latitude: number; longitude: number; label: string }>();
  const choose = (sceneId: string) => {
    const place = city.neighbourhoods.find((item) => item.sceneId === sceneId);
    if (place)
      form.setFieldsValue({ latitude: place.latitude, longitude: place.longitude, label: place.name });
  };
  return (
    <Modal
      open={open}
      title="发送位置"
      okText="发送位置"
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          latitude: city.neighbourhoods[0]?.latitude,
          longitude: city.neighbourhoods[0]?.longitude,
          label: city.neighbourhoods[0]?.name,
        }}
        onFinish={(place) => onSend({ kind: 'location', ...place })}
      >
        <Form.Item label="选一个社区" htmlFor="place-preset">
          <Select
            id="place-preset"
            showSearch={byName}
            options={optionsOf(city)}
            onChange={choose}
            placeholder="或在下面填写"
          />
        </Form.Item>
        <Form.Item name="label" label="地点名称">
          <Input maxLength={100} />
        </Form.Item>
        <div className="two">
          <Form.Item name="latitude" label="纬度" rules={[{ required: true, message: '请填写纬度' }]}>
            <InputNumber min={-90} max={90} step={0.001} />
          </Form.Item>
          <Form.Item name="longitude" label="经度" rules={[{ required: true, message: '请填写经度' }]}>
            <InputNumber min={-180} max={180} step={0.001} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

function ScanDialog({ city, open, onClose, onSend }: DialogProps) {
  const [scene, setScene] = useState<string | undefined>(city.neighbourhoods[0]?.sceneId);
  return (
    <Modal
      open={open}
      title="扫社区的二维码"
      onCancel={onClose}
      footer={
        <Button type="primary" disabled={!scene} onClick={() => scene && onSend({ kind: 'scan', scene })}>
          扫一扫
        </Button>
      }
    >
      <Select
        aria-label="社区"
        className="whole"
        showSearch={byName}
        options={optionsOf(city)}
        {...(scene ? { value: scene } : {})}
        onChange={setScene}
      />
    </Modal>
  );
}
